package mkrun.inventory;

import java.util.List;
import java.util.stream.Collectors;

/** An inventory that does not load, or a pattern that selects nothing; all its problems together. */
public class InventoryException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * One problem.
     *
     * @param file as the user knows it; empty if it is in no file
     * @param line from 1; 0 if unknown
     * @param message what is wrong and what to do
     */
    public record Problem(String file, int line, String message) {
        @Override
        public String toString() {
            return file.isEmpty() ? message : line > 0 ? file + ":" + line + ": " + message : file + ": " + message;
        }
    }

    @SuppressWarnings("serial")
    private final List<Problem> problems;

    /** @param problems at least one */
    public InventoryException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** In the order found. */
    public List<Problem> problems() {
        return problems;
    }
}
