package mkrun.playbook;

import mkrun.task.SourcePos;

/**
 * Thrown by a word that cannot go on, or by code between the words; the block that it ends becomes a {@link Problem} at
 * the place of the script that was being evaluated. Never leaves this package.
 */
final class LoadProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;
    private final String token;

    @SuppressWarnings("serial") // never serialised
    private final SourcePos position;

    /**
     * @param position where; line 0 for "where the script is now"
     * @param token the part of the line that is meant, as written; empty if none
     */
    LoadProblem(SourcePos position, String message, String hint, String token) {
        super(message);
        this.position = position;
        this.hint = hint;
        this.token = token;
    }

    /** At the place that the script is at. */
    static LoadProblem here(String message, String hint, String token) {
        return new LoadProblem(Positions.here(), message, hint, token);
    }

    /** About a file as a whole. */
    static LoadProblem of(String file, String message) {
        return new LoadProblem(new SourcePos(file, 0, 0), message, "", "");
    }

    /** Ends a block for a reason that has been remembered already. */
    static LoadProblem told() {
        return of("", "");
    }

    SourcePos position() {
        return position;
    }

    String hint() {
        return hint;
    }

    String token() {
        return token;
    }
}
