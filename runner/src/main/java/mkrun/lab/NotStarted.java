package mkrun.lab;

/** Why a container does not start, in a router's words. */
final class NotStarted extends Exception {
    private static final long serialVersionUID = 1L;

    NotStarted(String reason) {
        super(reason, null, false, false); // words for a log; no stack trace is ever shown
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
