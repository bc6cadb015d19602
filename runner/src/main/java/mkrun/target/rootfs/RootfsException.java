package mkrun.target.rootfs;

/** A root file system refuses a change that a real one would refuse too. The message names the path. */
public class RootfsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RootfsException(String message) {
        super(message);
    }
}
