package mkrun.playbook;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Tasks that run at the end of a play on hosts where another task has notified them. */
@Block("handlers")
public final class HandlersScope {
    private final HostPlace place;
    private final Variables vars;
    private final String role;
    private final TaskSink sink;
    private final Set<String> names = new LinkedHashSet<>();

    HandlersScope(HostPlace place, Variables vars, String role, TaskSink sink) {
        this.place = place;
        this.vars = vars;
        this.role = role;
        this.sink = sink;
    }

    /** The variables of the host. */
    @Word("vars.string('name')")
    public Variables getVars() {
        return vars;
    }

    /** The host that is being evaluated. */
    @Word("host.name")
    public PlayHost getHost() {
        return place.host();
    }

    /** Defines a handler. */
    public void handler(String name, Consumer<? super TaskScope> block) {
        names.add(name);
        TaskScope task = new TaskScope(place, vars, name);
        place.evaluation().guarded(() -> {
            block.accept(task);
            task.addTo(sink, role, TaskSink.Around.NOTHING);
        });
    }

    /** Defines a handler, a task that others notify by its name. */
    @Word("handler('name') { ... }")
    public void handler(
            String name, @DelegatesTo(value = TaskScope.class, strategy = Closure.DELEGATE_ONLY) Closure<?> block) {
        handler(name, Blocks.bind(block));
    }

    Set<String> names() {
        return names;
    }
}
