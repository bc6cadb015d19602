package mkrun.routeros;

/** A menu, command or field that this version of RouterOS does not have; the message names the first one that has it. */
public class UnsupportedException extends RouterosException {
    private static final long serialVersionUID = 1L;

    /** @param message what is missing, in which version, and since when it exists */
    public UnsupportedException(String message) {
        super(message);
    }
}
