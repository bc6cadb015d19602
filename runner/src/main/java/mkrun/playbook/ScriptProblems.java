package mkrun.playbook;

import java.util.List;

/** A script that does not compile. */
final class ScriptProblems extends Exception {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised
    private final List<Problem> problems;

    ScriptProblems(List<Problem> problems) {
        this.problems = List.copyOf(problems);
    }

    List<Problem> problems() {
        return problems;
    }
}
