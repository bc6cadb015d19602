package mkrun.task;

/**
 * What makes a task the same one on every host of a play.
 *
 * @param role the role it belongs to, empty outside roles; for a container's tasks {@code container NAME}
 * @param name as written, or made from the operation
 * @param position where it was written
 * @param occurrence counts tasks of the same role, name and position on one host, from 0 (loops)
 */
public record TaskId(String role, String name, SourcePos position, int occurrence) {}
