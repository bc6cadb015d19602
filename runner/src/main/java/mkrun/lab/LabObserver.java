package mkrun.lab;

/**
 * Somebody who sees what is done to an emulated router at the moment in which it is done, and may end the session then: for
 * tests of what becomes of clients that end in the middle of their work.
 */
public interface LabObserver {
    /**
     * A changing command was carried out; nothing else happens on the router until this returns.
     *
     * @param change how many there were since the router was started
     * @return whether the session is to end, without an answer and without the rest of the line
     */
    default boolean changed(int change) {
        return false;
    }

    /**
     * More of a file has come over SFTP or by scp, and is going to be written.
     *
     * @param bytes all that was uploaded since the router was started
     * @return whether the session is to end instead
     */
    default boolean uploading(long bytes) {
        return false;
    }
}
