/**
 * The one mechanism: an {@link mkrun.task.Operation} inspects and compares, the outcome of that is a list of changes.
 * Nothing here talks to a router, a disk or a terminal.
 */
@org.jspecify.annotations.NullMarked
package mkrun.task;
