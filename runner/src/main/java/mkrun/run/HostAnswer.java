package mkrun.run;

import java.util.Optional;
import java.util.function.Function;
import mkrun.task.Outcome;

/**
 * What came of one thing done on one host.
 *
 * @param value what it gave; empty if it failed
 * @param outcome {@link Outcome.Ok}, or why there is no value
 */
public record HostAnswer<T>(String host, Optional<T> value, Outcome outcome) {
    /** The same with the value made into something else. */
    public <R> HostAnswer<R> map(Function<? super T, ? extends R> change) {
        return new HostAnswer<>(host, value.map(change), outcome);
    }
}
