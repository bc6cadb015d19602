package mkrun.playbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mkrun.inventory.Host;
import mkrun.op.router.RouterOperation;
import mkrun.routeros.Dialect;
import mkrun.routeros.Lack;
import mkrun.routeros.RouterosVersion;
import mkrun.task.Play;
import mkrun.task.SourcePos;
import mkrun.task.Task;
import mkrun.task.TaskId;

/** Finds what the versions of RouterOS that a host has, or may have, lack of what its tasks want. */
final class VersionCheck {
    private static final String STATED = "the inventory states that version (variable routeros)";

    private final VersionChecks checks;
    private final Problems problems;
    private final Map<RouterosVersion, Dialect> dialects = new LinkedHashMap<>();

    /** @param sure whether the task will run, as far as can be known */
    private record Found(SourcePos position, Lack lack, boolean sure) {}

    VersionCheck(VersionChecks checks, Problems problems) {
        this.checks = checks;
        this.problems = problems;
    }

    /** Adds the problems of a host that is being evaluated. */
    void check(Host host, Play.HostTasks tasks) {
        Optional<RouterosVersion> stated = stated(host);
        boolean counts = checks.instead().isEmpty() && stated.isPresent();
        List<RouterosVersion> versions =
                counts ? List.of(stated.get()) : checks.instead().isEmpty() ? checks.unstated() : checks.instead();
        new VersionSources(checks.sources(), this::dialect).tell(versions, tasks(tasks));
        Map<Found, List<RouterosVersion>> lacking = new LinkedHashMap<>();
        for (RouterosVersion version : versions) {
            lacks(tasks, version).forEach(found -> lacking.computeIfAbsent(found, f -> new ArrayList<>())
                    .add(version));
        }
        lacking.forEach(
                (found, which) -> tell(found, found.lack().of(VersionSpans.of(which, versions)), counts ? STATED : ""));
    }

    private void tell(Found found, String message, String hint) {
        if (found.sure()) {
            problems.add(found.position(), message, hint, found.lack().subject());
        } else {
            checks.undecided().accept(found.position() + ": " + message);
        }
    }

    private Optional<RouterosVersion> stated(Host host) {
        try {
            return StatedVersion.of(host).map(RouterosVersion::known);
        } catch (IllegalArgumentException e) {
            problems.add(LoadProblem.of(StatedVersion.origin(host), "routeros: " + e.getMessage()));
            return Optional.empty();
        }
    }

    private Dialect dialect(RouterosVersion version) {
        return dialects.computeIfAbsent(
                version, v -> Dialect.complete(v).knowing(checks.schemas().apply(v)));
    }

    private List<Task> tasks(Play.HostTasks tasks) {
        return chosen(tasks, task -> true).toList();
    }

    private List<Found> lacks(Play.HostTasks tasks, RouterosVersion version) {
        Dialect dialect = dialect(version);
        StatedFacts facts = new StatedFacts(version);
        Set<TaskId> sure = chosen(tasks, task -> facts.decide(task.when()).orElse(false))
                .map(Task::id)
                .collect(Collectors.toSet());
        return chosen(tasks, task -> facts.decide(task.when()).orElse(true))
                .flatMap(task -> lacks(task, dialect).stream()
                        .map(lack -> new Found(task.id().position(), lack, sure.contains(task.id()))))
                .toList();
    }

    /** One whose failure is ignored may fail at its turn. */
    private Stream<Task> chosen(Play.HostTasks tasks, Predicate<Task> runs) {
        return tasks.chosen(task -> checks.tasks().test(task) && runs.test(task), runs)
                .all()
                .filter(task -> !task.ignoreErrors());
    }

    private static List<Lack> lacks(Task task, Dialect dialect) {
        return task.operation() instanceof RouterOperation<?> operation ? operation.lacks(dialect) : List.of();
    }
}
