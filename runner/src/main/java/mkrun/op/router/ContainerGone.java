package mkrun.op.router;

import java.util.Set;
import java.util.TreeSet;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Plan;

/**
 * Nothing left on a router of a container that a playbook no longer wants there; its volumes stay.
 *
 * @param name of the container
 */
public record ContainerGone(String name) implements ContainerOperation<Belongings> {
    /**
     * @throws IllegalArgumentException if no container can have that name
     */
    public ContainerGone {
        ContainerSpec.checkName(name);
    }

    /** Those that it may have rows in, and those that could hold on to its bridge. */
    @Override
    public Set<String> reads() {
        Set<String> menus = new TreeSet<>(OwnableMenus.referringToInterfaces());
        menus.addAll(Whose.menusOfContainers());
        menus.addAll(Set.of(ContainerRows.MENU, SharedNetwork.BRIDGES, SharedNetwork.NAT));
        menus.addAll(SettingsForPull.READS);
        return menus;
    }

    /** Where none of its rows is left nobody looks for files: a run with nothing to do asks nothing more. */
    @Override
    public Belongings inspect(RouterProbe probe) throws TargetException {
        Belongings all = Belongings.of(probe, reads());
        return all.of(Whose.container(name)).isEmpty() ? all : all.withFiles(probe);
    }

    @Override
    public Plan diff(Belongings seen) throws TargetException {
        return new Removal(seen, Whose.container(name)).plan();
    }
}
