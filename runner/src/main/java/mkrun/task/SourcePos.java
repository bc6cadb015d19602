package mkrun.task;

/**
 * Where in a playbook or role something was written.
 *
 * @param file path as the user knows it, relative to the working directory where possible
 * @param line from 1
 * @param column from 1; 0 if unknown
 */
public record SourcePos(String file, int line, int column) {
    /** {@code site.groovy:12}, or {@code site.groovy:12:9} where the column is known: what terminals make clickable. */
    @Override
    public String toString() {
        return column > 0 ? file + ":" + line + ":" + column : file + ":" + line;
    }
}
