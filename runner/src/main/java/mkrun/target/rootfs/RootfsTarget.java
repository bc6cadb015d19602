package mkrun.target.rootfs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mkrun.target.Change;
import mkrun.target.LocalChange;
import mkrun.target.Probe;
import mkrun.target.Progress;
import mkrun.target.Target;
import mkrun.target.TargetException;

/** A tree in memory as a target. */
public final class RootfsTarget implements Target {
    private final RootfsTree tree;

    public RootfsTarget(RootfsTree tree) {
        this.tree = tree;
    }

    /** The tree that changes go to. */
    public RootfsTree tree() {
        return tree;
    }

    @Override
    public <P extends Probe> P probe(Class<P> type) {
        if (!type.isInstance(tree)) {
            throw new IllegalArgumentException("a root file system cannot be read as " + type.getSimpleName());
        }
        return type.cast(tree);
    }

    @Override
    public void prefetch(Set<String> reads) {
        // all of a tree is at hand
    }

    @Override
    public void apply(List<? extends Change> changes, Progress progress) throws TargetException {
        List<Change> done = new ArrayList<>();
        for (Change change : changes) {
            try {
                if (change instanceof RootfsChange rootfs) {
                    rootfs.applyTo(tree);
                } else if (change instanceof LocalChange local) {
                    local.run(progress);
                } else {
                    throw new IllegalArgumentException("not a change of a root file system: " + change.summary());
                }
            } catch (TargetException | RootfsException e) {
                throw new TargetException(change.summary() + ": " + e.getMessage(), done, e);
            }
            done.add(change);
        }
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of();
    }

    @Override
    public void close() {
        // nothing is open
    }
}
