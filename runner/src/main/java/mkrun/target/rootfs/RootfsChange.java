package mkrun.target.rootfs;

import mkrun.target.Change;
import mkrun.target.TargetException;

/** A change of a root file system. */
public interface RootfsChange extends Change {
    /**
     * Makes the change; the tree may be left half-changed on failure, since a failed build is thrown away.
     *
     * @throws TargetException if the tree refuses it
     */
    void applyTo(RootfsTree tree) throws TargetException;
}
