package mkrun.playbook;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.function.Consumer;
import java.util.function.Supplier;
import mkrun.task.Operation;

/** Tasks on a router: single words, or tasks with a name and more around the word. */
public abstract class RouterScope extends RouterWords {
    private final String role;
    private final TaskSink sink;
    private final TaskSink.Around around;

    RouterScope(HostPlace place, Variables vars, String role, TaskSink sink, TaskSink.Around around) {
        super(place, vars);
        this.role = role;
        this.sink = sink;
        this.around = around;
    }

    /** One task with a name, and with what surrounds it: tags, a condition, handlers. */
    public void task(String name, Consumer<? super TaskScope> block) {
        TaskScope task = newTask(name);
        place().evaluation().guarded(() -> {
            block.accept(task);
            task.addTo(sink, role, around);
        });
    }

    /** One task with a name, and with what surrounds it: tags, a condition, handlers. */
    @Word("task('name') { ... }")
    public void task(
            String name, @DelegatesTo(value = TaskScope.class, strategy = Closure.DELEGATE_ONLY) Closure<?> block) {
        task(name, Blocks.bind(block));
    }

    /** The scope of a task's block. */
    TaskScope newTask(String name) {
        return new TaskScope(place(), getVars(), name);
    }

    @Override
    void wanted(String name, Supplier<Operation<?, ?>> operation) {
        place().evaluation().attempt(operation).ifPresent(op -> sink.add(role, name, Positions.here(), op, around));
    }

    final TaskSink.Around around() {
        return around;
    }
}
