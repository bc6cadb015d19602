package mkrun.alpine;

/** A signature, checksum or digest does not vouch for what was read. The message names the file and the key. */
public final class UntrustedException extends AlpineException {
    private static final long serialVersionUID = 1L;

    public UntrustedException(String message) {
        super(message);
    }
}
