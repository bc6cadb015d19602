package mkrun.playbook;

import java.util.List;
import java.util.stream.Collectors;

/** A playbook that does not load: all its problems, and those of its roles, together. */
public class PlaybookException extends Exception {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised
    private final List<Problem> problems;

    /**
     * @param problems at least one, in the order of their files and lines
     */
    public PlaybookException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n\n")));
        this.problems = List.copyOf(problems);
    }

    /** In the order of their files and lines. */
    public List<Problem> problems() {
        return problems;
    }
}
