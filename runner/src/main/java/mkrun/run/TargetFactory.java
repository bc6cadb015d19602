package mkrun.run;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import mkrun.target.Target;
import mkrun.target.TargetException;

/** Opens the target of a host: connects, logs in and learns what it is. Called once per host and run, from any thread. */
@FunctionalInterface
public interface TargetFactory {
    /**
     * @param host name in the inventory
     * @param reads what its operations will read first, for a target that can fetch it along; {@link Target#prefetch}
     *     comes in any case
     * @param notices told at once what makes it take long, in a sentence without the host's name
     * @throws mkrun.target.UnreachableException if the host cannot be talked to
     * @throws mkrun.target.BlockedException if a human must act first
     */
    Target open(String host, Set<String> reads, Consumer<String> notices) throws TargetException;

    /**
     * What a user should know of a host that was opened: a sentence each, without the host's name.
     *
     * @param facts what the host says it is ({@link Target#facts})
     */
    default List<String> warnings(String host, Map<String, Object> facts) {
        return List.of();
    }
}
