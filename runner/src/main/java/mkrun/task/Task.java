package mkrun.task;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One task of one host: an operation and what surrounds it.
 *
 * @param id what makes it the same task on every host
 * @param operation the wanted state
 * @param when asked at its turn
 * @param notifies names of handlers to run at the end of the play if it changed something
 * @param tags its own and inherited tags
 * @param ignoreErrors a failure is reported and the host goes on
 * @param transaction what it takes effect together with, if with anything
 * @param commitConfirm how long a target waits for a confirmation before it takes the changes back, where the task asks for
 *     one; empty to have one only where the session is in danger
 */
public record Task(
        TaskId id,
        Operation<?, ?> operation,
        Condition when,
        List<String> notifies,
        Set<String> tags,
        boolean ignoreErrors,
        Optional<Transaction> transaction,
        Optional<Duration> commitConfirm) {
    public Task {
        notifies = List.copyOf(notifies);
        tags = Set.copyOf(tags);
    }

    /** The same, which notifies these handlers too. */
    public Task notifying(List<String> handlers) {
        List<String> all = Stream.concat(notifies.stream(), handlers.stream()).toList();
        return new Task(id, operation, when, all, tags, ignoreErrors, transaction, commitConfirm);
    }

    /** {@code role : name}, as Ansible prints it. */
    public String displayName() {
        return id.role().isEmpty() ? id.name() : id.role() + " : " + id.name();
    }
}
