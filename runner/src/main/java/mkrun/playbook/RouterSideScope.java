package mkrun.playbook;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.function.Consumer;

/**
 * A role's {@code tasks/router.groovy}: what every router that runs the role's image needs. What it says of the container
 * is added to it; its tasks run after the container has started.
 */
@Block("a role's router side")
public final class RouterSideScope extends RouterScope implements ContainerWords {
    private final ContainerInfo container;
    private final ContainerParts parts;

    RouterSideScope(
            HostPlace place,
            Variables vars,
            String role,
            TaskSink sink,
            TaskSink.Around around,
            ContainerInfo container,
            ContainerParts parts) {
        super(place, vars, role, sink, around);
        this.container = container;
        this.parts = parts;
    }

    /** The container. */
    @Word("container.name")
    public ContainerInfo getContainer() {
        return container;
    }

    /** One task with a name, and with what surrounds it: tags, a condition, handlers. */
    @Override
    @Word("task('name') { ... }")
    public void task(
            String name, @DelegatesTo(value = SideTaskScope.class, strategy = Closure.DELEGATE_ONLY) Closure<?> block) {
        super.task(name, block);
    }

    @Override
    TaskScope newTask(String name) {
        return new SideTaskScope(place(), getVars(), name, container);
    }

    @Override
    public void said(Consumer<ContainerParts> word) {
        place().evaluation().guarded(() -> word.accept(parts));
    }
}
