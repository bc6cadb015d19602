package mkrun.task;

import org.jspecify.annotations.Nullable;

/**
 * What makes a task the same one on every host of a play.
 *
 * @param role the role it belongs to, empty outside roles; for a container's tasks {@code container NAME}
 * @param name as written, or made from the operation
 * @param position where it was written
 * @param occurrence counts tasks of the same role, name and position on one host, from 0 (loops)
 */
public record TaskId(String role, String name, SourcePos position, int occurrence) {
    // What the JVM makes of a record costs a short run some milliseconds at the first call.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TaskId id
                && occurrence == id.occurrence
                && name.equals(id.name)
                && role.equals(id.role)
                && position.equals(id.position);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + position.hashCode()) + occurrence;
    }
}
