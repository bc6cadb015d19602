package mkrun.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import mkrun.target.BlockedException;
import mkrun.target.Probe;
import mkrun.target.Target;
import mkrun.target.TargetException;
import mkrun.task.Operation;
import mkrun.task.Play;
import mkrun.task.Task;

/** Finds out, before anything is changed, whether a target can have what its tasks want. */
final class Support {
    private final Target target;

    Support(Target target) {
        this.target = target;
    }

    /**
     * Asks the tasks that will run; one whose failure is ignored may fail at its turn.
     *
     * @throws TargetException with all that the target cannot have, a line each, and where it was wanted
     * @throws BlockedException if it could have all, but for what a human must do first
     */
    void check(List<Play.HostTasks> plays) throws TargetException {
        Set<String> problems = new LinkedHashSet<>();
        Set<String> toDo = new LinkedHashSet<>();
        for (Task task : due(plays)) {
            unsupported(task.operation()).forEach(text -> problems.add(task.id().position() + ": " + text));
            toDo.addAll(blocked(task.operation()));
        }
        if (!problems.isEmpty()) {
            throw new TargetException(
                    "it cannot have what is wanted; nothing was changed:\n  " + String.join("\n  ", problems));
        }
        if (!toDo.isEmpty()) {
            throw new BlockedException(List.copyOf(toDo));
        }
    }

    private List<Task> due(List<Play.HostTasks> plays) {
        return plays.stream()
                .flatMap(tasks -> tasks.chosen(this::due, this::due).all())
                .filter(task -> !task.ignoreErrors())
                .toList();
    }

    /** A condition that breaks does so at its turn. */
    private boolean due(Task task) {
        try {
            return task.when().test(target.facts());
        } catch (RuntimeException e) {
            return false;
        }
    }

    private <P extends Probe> List<String> unsupported(Operation<P, ?> operation) throws TargetException {
        return operation.unsupported(target.probe(operation.probe()));
    }

    private <P extends Probe> List<String> blocked(Operation<P, ?> operation) {
        return operation.blocked(target.probe(operation.probe()));
    }
}
