package mkrun.alpine.script;

/** Leaves a loop, a function or the script: control flow, not a failure. */
final class Leave extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is left. */
    enum Kind {
        EXIT,
        RETURN,
        BREAK,
        CONTINUE
    }

    private final Kind kind;
    private final int status;

    Leave(Kind kind, int status) {
        super(null, null, false, false);
        this.kind = kind;
        this.status = status;
    }

    Kind kind() {
        return kind;
    }

    int status() {
        return status;
    }
}
