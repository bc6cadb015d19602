package mkrun.op.router;

import mkrun.target.routeros.RouterProbe;
import mkrun.task.Operation;

/**
 * One of the tasks that a larger thing, such as a container, consists of.
 *
 * @param name of the task, as reports print it
 * @param operation what it wants
 */
public record NamedOperation(String name, Operation<RouterProbe, ?> operation) {}
