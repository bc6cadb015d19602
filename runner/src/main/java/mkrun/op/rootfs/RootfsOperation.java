package mkrun.op.rootfs;

import mkrun.target.rootfs.RootfsProbe;
import mkrun.task.Operation;

/**
 * An operation on an image's root file system.
 *
 * @param <S> what it saw
 */
public interface RootfsOperation<S> extends Operation<RootfsProbe, S> {
    @Override
    default Class<RootfsProbe> probe() {
        return RootfsProbe.class;
    }
}
