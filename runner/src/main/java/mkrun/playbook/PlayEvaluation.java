package mkrun.playbook;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mkrun.inventory.Host;
import mkrun.inventory.Inventory;
import mkrun.inventory.InventoryException;
import mkrun.spelling.DidYouMean;
import mkrun.task.Play;

/** Evaluates a play: once for what it says itself, then its tasks and handlers for each host. */
final class PlayEvaluation {
    private final Evaluation evaluation;
    private final Inventory inventory;
    private final PlaybookScope.Declared<PlayScope> declared;
    private final PlayScope scope;

    PlayEvaluation(Evaluation evaluation, Inventory inventory, PlaybookScope.Declared<PlayScope> declared) {
        this.evaluation = evaluation;
        this.inventory = inventory;
        this.declared = declared;
        this.scope = new PlayScope(evaluation);
    }

    /**
     * The play.
     *
     * @param limit names of the hosts that may take part
     */
    Play evaluate(Set<String> limit) {
        boolean whole = evaluation.guarded(() -> declared.block().accept(scope));
        List<Host> hosts =
                hosts(whole).stream().filter(h -> limit.contains(h.name())).toList();
        Map<String, Play.HostTasks> tasks = new LinkedHashMap<>();
        hosts.forEach(host -> tasks.put(host.name(), evaluate(host)));
        List<List<String>> batches = Batches.cut(hosts.stream().map(Host::name).toList(), scope.serialSizes());
        return new Play(declared.name(), declared.position(), batches, tasks);
    }

    /** @param whole whether the play's block was read to its end; else what it lacks may stand in its rest */
    private List<Host> hosts(boolean whole) {
        String pattern = scope.hostPattern();
        if (pattern.isEmpty()) {
            if (whole) {
                evaluation
                        .problems()
                        .add(
                                declared.position(),
                                "play '" + declared.name() + "' has no hosts",
                                "write hosts 'all', or a group",
                                declared.name());
            }
            return List.of();
        }
        try {
            List<Host> hosts = inventory.select(pattern);
            if (inventory.hosts().isEmpty()) {
                evaluation
                        .problems()
                        .add(scope.hostsAt(), "the inventory has no hosts", "write one a line into it", pattern);
            } else if (hosts.isEmpty()) {
                noHost(pattern, "host pattern '" + pattern + "' matches no host of the inventory");
            }
            return hosts;
        } catch (InventoryException e) {
            noHost(pattern, e.problems().get(0).message());
            return List.of();
        }
    }

    private void noHost(String pattern, String message) {
        Set<String> groups = new TreeSet<>(inventory.groups().keySet());
        Set<String> names = new LinkedHashSet<>(groups);
        inventory.hosts().forEach(host -> names.add(host.name()));
        String near = DidYouMean.hint(pattern, names);
        String known = message.contains("groups: ") ? "" : "it has the groups " + String.join(", ", groups);
        String hint = near.isEmpty() ? known : near;
        evaluation.problems().add(scope.hostsAt(), message, hint, pattern);
    }

    private Play.HostTasks evaluate(Host host) {
        evaluation.problems().evaluating(host.name());
        HostPlace place = new HostPlace(evaluation, new PlayHost(host), host.vars(), scope.ownVars());
        TaskSink.Around around = TaskSink.Around.tagged(scope.tagNames());
        for (Consumer<? super TasksScope> block : scope.taskBlocks()) {
            evaluation.guarded(() -> block.accept(new TasksScope(place, around)));
        }
        place.containers().end();
        TaskSink handlers = new TaskSink();
        checkNotified(place, handlers(place, handlers));
        place.restarts().addTo(handlers);
        Play.HostTasks tasks =
                new Play.HostTasks(place.restarts().notifying(place.tasks().tasks()), handlers.tasks());
        evaluation.versions().check(host, tasks);
        evaluation.owners().claim(host.name(), tasks.tasks());
        evaluation.problems().evaluating(null);
        return tasks;
    }

    private Set<String> handlers(HostPlace place, TaskSink sink) {
        HandlersScope ofPlay = new HandlersScope(place, place.vars(), "", sink);
        for (Consumer<? super HandlersScope> block : scope.handlerBlocks()) {
            evaluation.guarded(() -> block.accept(ofPlay));
        }
        Set<String> names = new LinkedHashSet<>(ofPlay.names());
        place.roles().forEach((role, vars) -> role.handlers().ifPresent(script -> {
            HandlersScope ofRole = new HandlersScope(place, vars, role.name(), sink);
            evaluation.guarded(() -> script.evaluateWith(ofRole));
            names.addAll(ofRole.names());
        }));
        return names;
    }

    private void checkNotified(HostPlace place, Set<String> handlers) {
        place.notified().forEach((position, names) -> Stream.of(names)
                .flatMap(List::stream)
                .filter(name -> !handlers.contains(name))
                .forEach(name -> {
                    String near = DidYouMean.hint(name, handlers);
                    String known = handlers.isEmpty()
                            ? "the play has no handlers"
                            : "there are: " + String.join(", ", handlers);
                    evaluation
                            .problems()
                            .add(position, "unknown handler '" + name + "'", near.isEmpty() ? known : near, name);
                }));
    }

    /** The names of the hosts that a limit leaves; all if there is none. */
    static Optional<Set<String>> limit(Evaluation evaluation, Inventory inventory, String pattern) {
        try {
            List<Host> hosts = pattern.isEmpty() ? inventory.hosts() : inventory.select(pattern);
            Set<String> names = new LinkedHashSet<>();
            hosts.forEach(host -> names.add(host.name()));
            return Optional.of(names);
        } catch (InventoryException e) {
            evaluation
                    .problems()
                    .add(LoadProblem.of("--limit", e.problems().get(0).message()));
            return Optional.empty();
        }
    }
}
