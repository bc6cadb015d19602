package mkrun.playbook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mkrun.task.Condition;
import mkrun.task.Operation;
import mkrun.task.SourcePos;
import mkrun.task.Task;
import mkrun.task.TaskId;
import mkrun.task.Transaction;

/** Collects the tasks of one host, or of one image, in order. */
final class TaskSink {
    /** What surrounds an operation. */
    record Around(
            Condition when,
            List<String> notifies,
            Set<String> tags,
            boolean ignoreErrors,
            Optional<Transaction> transaction,
            Optional<Duration> commitConfirm) {
        static final Around NOTHING = tagged(Set.of());

        /** Tags and nothing else. */
        static Around tagged(Set<String> tags) {
            return new Around(Condition.ALWAYS, List.of(), tags, false, Optional.empty(), Optional.empty());
        }

        /** The same outside any transaction. */
        Around alone() {
            return new Around(when, notifies, tags, ignoreErrors, Optional.empty(), commitConfirm);
        }

        /** The same, which notifies these handlers too. */
        Around notifying(List<String> handlers) {
            List<String> all =
                    Stream.concat(notifies.stream(), handlers.stream()).toList();
            return new Around(when, all, tags, ignoreErrors, transaction, commitConfirm);
        }

        /** The same as part of a transaction. */
        Around in(Transaction whole) {
            return new Around(when, notifies, tags, ignoreErrors, Optional.of(whole), commitConfirm);
        }
    }

    private final List<Task> tasks = new ArrayList<>();
    private final Map<TaskId, Integer> seen = new HashMap<>();

    /**
     * @param role the role or container it belongs to, may be empty
     */
    void add(String role, String name, SourcePos position, Operation<?, ?> operation, Around around) {
        TaskId first = new TaskId(role, name, position, 0);
        int occurrence = seen.merge(first, 1, Integer::sum) - 1;
        TaskId id = new TaskId(role, name, position, occurrence);
        tasks.add(new Task(
                id,
                operation,
                around.when(),
                around.notifies(),
                around.tags(),
                around.ignoreErrors(),
                around.transaction(),
                around.commitConfirm()));
    }

    /** A task of another sink, counted among those of this one. */
    void add(Task task) {
        TaskId id = task.id();
        Around around = new Around(
                task.when(),
                task.notifies(),
                task.tags(),
                task.ignoreErrors(),
                task.transaction(),
                task.commitConfirm());
        add(id.role(), id.name(), id.position(), task.operation(), around);
    }

    List<Task> tasks() {
        return List.copyOf(tasks);
    }
}
