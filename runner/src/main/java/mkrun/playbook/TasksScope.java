package mkrun.playbook;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.function.Consumer;

/** The tasks of a play, evaluated once for each host. */
@Block("tasks")
public final class TasksScope extends RouterScope {
    TasksScope(HostPlace place, TaskSink.Around around) {
        super(place, place.vars(), "", place.tasks(), around);
    }

    /** Has a container run an image of this playbook, and whatever it needs on the router. */
    public void container(String name, Consumer<? super ContainerScope> block) {
        ContainerScope container = new ContainerScope(place(), name, around());
        place().evaluation().guarded(() -> {
            block.accept(container);
            container.addTasks();
        });
    }

    /** Has a container run an image of this playbook, and whatever it needs on the router. */
    @Word("container('name') { ... }")
    public void container(
            String name,
            @DelegatesTo(value = ContainerScope.class, strategy = Closure.DELEGATE_ONLY) Closure<?> block) {
        container(name, Blocks.bind(block));
    }
}
