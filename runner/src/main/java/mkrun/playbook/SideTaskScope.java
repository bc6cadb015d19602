package mkrun.playbook;

/** A task of a role's router side: it knows the container too. */
@Block("a task")
public final class SideTaskScope extends TaskScope {
    private final ContainerInfo container;

    SideTaskScope(HostPlace place, Variables vars, String name, ContainerInfo container) {
        super(place, vars, name);
        this.container = container;
    }

    /** The container. */
    @Word("container.name")
    public ContainerInfo getContainer() {
        return container;
    }
}
