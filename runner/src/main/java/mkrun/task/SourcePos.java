package mkrun.task;

import org.jspecify.annotations.Nullable;

/**
 * Where in a playbook or role something was written.
 *
 * @param file path as the user knows it, relative to the working directory where possible
 * @param line from 1; 0 where there are no lines, as on a command line
 * @param column from 1; 0 if unknown
 */
public record SourcePos(String file, int line, int column) {
    /** Something that has no lines. */
    public static SourcePos of(String what) {
        return new SourcePos(what, 0, 0);
    }

    // What the JVM makes of a record costs a short run some milliseconds at the first call.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SourcePos pos && line == pos.line && column == pos.column && file.equals(pos.file);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * file.hashCode() + line) + column;
    }

    /** {@code site.groovy:12}, or {@code site.groovy:12:9} where the column is known: what terminals make clickable. */
    @Override
    public String toString() {
        String place = line > 0 ? file + ":" + line : file;
        return column > 0 ? place + ":" + column : place;
    }
}
