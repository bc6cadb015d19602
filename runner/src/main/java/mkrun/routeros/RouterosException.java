package mkrun.routeros;

/** What a router said cannot be understood, or cannot be said to that router. */
public class RouterosException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what, seen where */
    public RouterosException(String message) {
        super(message);
    }
}
