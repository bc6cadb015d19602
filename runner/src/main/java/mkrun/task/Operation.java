package mkrun.task;

import java.util.List;
import java.util.Set;
import mkrun.target.Probe;
import mkrun.target.TargetException;

/**
 * The state that one task wants. The runner asks {@link #inspect} what is there, {@link #diff} what is missing, and
 * applies that unless the run is a check; after applying, a second {@code diff(inspect())} must be empty.
 *
 * <p>Implementations are records: equal operations want the same, and their components are what an image's cache key is
 * made of.
 *
 * @param <P> the kind of probe it reads through
 * @param <S> what it saw
 */
public interface Operation<P extends Probe, S> {
    /** The word that playbooks use for this task type, e.g. {@code file}. */
    String type();

    /** The kind of target this works on. */
    Class<P> probe();

    /** What of the target {@link #inspect} will look at (paths of RouterOS menus), so that it can be fetched at once. */
    default Set<String> reads() {
        return Set.of();
    }

    /**
     * What of {@link #reads} {@link #unsupported} looks at, so that it can be fetched beforehand; nothing for those that
     * judge by what the target is.
     */
    default Set<String> checks() {
        return Set.of();
    }

    /**
     * What the target can never have of this: a sentence each, none if it can have all. Asked before anything is changed.
     *
     * @throws TargetException if what {@link #checks} names cannot be read
     */
    default List<String> unsupported(P probe) throws TargetException {
        return List.of();
    }

    /**
     * What a human must do before the target can have this, by what is known of it without a question: a sentence each, none
     * if nobody has to. Asked before anything is changed. Pure.
     */
    default List<String> blocked(P probe) {
        return List.of();
    }

    /**
     * Reads what is there. Cannot write, so it runs in a check too.
     *
     * @throws TargetException if it cannot be read; a {@link mkrun.target.BlockedException} if a human must act first
     */
    S inspect(P probe) throws TargetException;

    /**
     * Whether reaching the wanted state puts something at risk that runs now, so that it is to be as before if that fails
     * ({@link Transaction#implicit}). Pure.
     */
    default boolean endangers(S seen) throws TargetException {
        return false;
    }

    /**
     * Whether several things of a play commonly want the very same. A check, which changes nothing, tells it once, as a run
     * does. Pure.
     */
    default boolean common() {
        return false;
    }

    /**
     * Compares what is wanted with what was seen. Pure.
     *
     * @throws TargetException if the wanted state cannot be reached from there, with the reason
     */
    Plan diff(S seen) throws TargetException;
}
