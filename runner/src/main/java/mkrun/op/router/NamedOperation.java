package mkrun.op.router;

import java.util.Optional;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Operation;
import mkrun.task.Transaction;

/**
 * One of the tasks that a larger thing, such as a container, consists of.
 *
 * @param name of the task, as reports print it
 * @param operation what it wants
 * @param transaction what it takes effect together with, if with anything
 */
public record NamedOperation(String name, Operation<RouterProbe, ?> operation, Optional<Transaction> transaction) {
    /** Whether it destroys what the tasks before it could still have gone back to. */
    public boolean cleansUp() {
        return operation instanceof ContainerCleaned || operation instanceof ContainerGone;
    }

    /** One that stands alone. */
    public NamedOperation(String name, Operation<RouterProbe, ?> operation) {
        this(name, operation, Optional.empty());
    }
}
