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

    /** Tasks that take effect together or not at all. */
    public void transaction(String name, Consumer<? super TasksScope> block) {
        around().transaction().ifPresent(outer -> {
            throw LoadProblem.here(
                    "transaction '" + name + "' is inside transaction '" + outer.name() + "'",
                    "one transaction is whole already: take the inner one away",
                    name);
        });
        TasksScope inside = new TasksScope(place(), around().in(place().beginTransaction(name)));
        place().evaluation().guarded(() -> block.accept(inside));
        place().endTransaction();
    }

    /** Tasks that take effect together or not at all: when one fails, what they changed is taken back. */
    @Word("transaction('name') { ... }")
    public void transaction(
            String name, @DelegatesTo(value = TasksScope.class, strategy = Closure.DELEGATE_ONLY) Closure<?> block) {
        transaction(name, Blocks.bind(block));
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
