package mkrun.op.router;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mkrun.routeros.Dialect;
import mkrun.routeros.Lack;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Plan;

/**
 * Nothing left on a router of an owner, whatever it was: found by marks, names and the ledger, without a playbook.
 *
 * @param owner who is meant
 */
public record OwnerGone(Owner owner) implements RouterOperation<Belongings> {
    @Override
    public String type() {
        return "destroy";
    }

    @Override
    public List<Lack> lacks(Dialect dialect) {
        return List.of();
    }

    @Override
    public Set<String> reads() {
        Set<String> menus = new TreeSet<>(OwnableMenus.readable());
        menus.addAll(SettingsForPull.READS);
        return menus;
    }

    @Override
    public Belongings inspect(RouterProbe probe) throws TargetException {
        Belongings all = Belongings.of(probe, OwnableMenus.removable());
        return owner.kinds().contains(Whose.Kind.CONTAINER) ? all.withFiles(probe) : all;
    }

    /**
     * @throws TargetException if the name is that of several owners
     */
    @Override
    public Plan diff(Belongings seen) throws TargetException {
        List<Whose> meant = seen.owners().stream().filter(owner::means).toList();
        if (meant.isEmpty()) {
            return Plan.nothing(nothing(seen.owners()));
        }
        if (meant.size() > 1) {
            throw new TargetException("'" + owner.name() + "' is "
                    + meant.stream().map(w -> "the " + w).collect(Collectors.joining(" and ")) + " here: say "
                    + meant.stream()
                            .map(w -> "--owner '" + Owner.precisely(w) + "'")
                            .collect(Collectors.joining(" or ")));
        }
        return new Removal(seen, meant.get(0)).plan();
    }

    private String nothing(Set<Whose> there) {
        String what = "nothing of '" + owner.name() + "' is here";
        if (there.isEmpty()) {
            return what + ", nor of anybody else";
        }
        List<String> names = there.stream().map(Whose::name).distinct().toList();
        String near = there.stream()
                .filter(w -> w.name().equals(owner.name()))
                .findFirst()
                .map(w -> " -- did you mean '" + Owner.precisely(w) + "'?")
                .orElseGet(() -> WantedFields.suggestion(owner.name(), names));
        String all = Arrays.stream(Whose.Kind.values())
                .map(kind -> named(kind, there))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        return what + near + (near.isEmpty() ? ". " : " ") + "Known here: " + all;
    }

    private static String named(Whose.Kind kind, Set<Whose> there) {
        List<String> names =
                there.stream().filter(w -> w.kind() == kind).map(Whose::name).toList();
        return names.isEmpty() ? "" : kind.word() + " " + String.join(", ", names);
    }
}
