package mkrun.playbook;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mkrun.inventory.Vars;
import mkrun.task.SourcePos;

/** A play: which hosts, in which batches, and what they shall have. */
@Block("a play")
public final class PlayScope {
    private final Evaluation evaluation;
    private final List<Consumer<? super TasksScope>> tasks = new ArrayList<>();
    private final List<Consumer<? super HandlersScope>> handlers = new ArrayList<>();
    private final Set<String> tags = new LinkedHashSet<>();
    private List<Object> serial = List.of();
    private String hosts = "";
    private SourcePos hostsAt = Positions.UNKNOWN;
    private Vars vars = Vars.EMPTY;

    PlayScope(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /** The variables of the command line and, once set, the play's own; those of a host are known in its tasks. */
    @Word("vars.string('name'), vars name: 'value'")
    public Variables getVars() {
        return new Variables(vars.with(evaluation.extraVars()), Variables.Sight.PLAY);
    }

    /** Sets variables for all hosts of the play, above those of the inventory. */
    public void vars(Map<String, ?> values) {
        vars = vars.with(Vars.of(Values.plainMap(values), Positions.here().toString()));
    }

    /** Selects hosts: names, groups, globs, {@code a:&b} for both, {@code a:!b} without. */
    @Word("hosts 'routers:&site_a:!maintenance'")
    public void hosts(String pattern) {
        hosts = pattern;
        hostsAt = Positions.here();
    }

    /**
     * Goes through the hosts in batches.
     *
     * @param sizes a number of hosts or a percentage ({@code '25%'}) for each batch; the last one counts for the rest
     */
    @Word("serial 1, '25%', '100%'")
    public void serial(Object... sizes) {
        serial = Stream.of(sizes)
                .flatMap(size -> evaluation.attempt(() -> Batches.check(size)).stream())
                .toList();
    }

    /** Tags all tasks of the play. */
    @Word("tags 'base'")
    public void tags(String... names) {
        tags.addAll(List.of(names));
    }

    /** The tasks, evaluated once for each host. */
    public void tasks(Consumer<? super TasksScope> block) {
        tasks.add(block);
    }

    /** The tasks, evaluated once for each host. */
    @Word("tasks { ... }")
    public void tasks(@DelegatesTo(value = TasksScope.class, strategy = Closure.DELEGATE_ONLY) Closure<?> block) {
        tasks(Blocks.bind(block));
    }

    /** Tasks that run at the play's end on hosts where another task has notified them. */
    public void handlers(Consumer<? super HandlersScope> block) {
        handlers.add(block);
    }

    /** Tasks that run at the play's end on hosts where another task has notified them. */
    @Word("handlers { ... }")
    public void handlers(@DelegatesTo(value = HandlersScope.class, strategy = Closure.DELEGATE_ONLY) Closure<?> block) {
        handlers(Blocks.bind(block));
    }

    String hostPattern() {
        return hosts;
    }

    SourcePos hostsAt() {
        return hostsAt;
    }

    List<Object> serialSizes() {
        return serial;
    }

    Set<String> tagNames() {
        return tags;
    }

    Vars ownVars() {
        return vars;
    }

    List<Consumer<? super TasksScope>> taskBlocks() {
        return tasks;
    }

    List<Consumer<? super HandlersScope>> handlerBlocks() {
        return handlers;
    }
}
