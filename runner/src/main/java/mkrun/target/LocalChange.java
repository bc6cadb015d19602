package mkrun.target;

/** A change on the machine that runs mkrun (an image stored, say): every target applies it by running it in place. */
public interface LocalChange extends Change {
    /**
     * Makes the change.
     *
     * @throws TargetException if it could not be made; nothing is left half-written then
     */
    void run(Progress progress) throws TargetException;
}
