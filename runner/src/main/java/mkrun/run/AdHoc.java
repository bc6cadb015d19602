package mkrun.run;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import mkrun.target.TargetException;
import mkrun.task.Outcome;

/** Does one thing on several hosts at a time, without a play. */
public final class AdHoc {
    /** The thing to do; opens and closes what it needs. Called once per host, from any thread. */
    @FunctionalInterface
    public interface Action<T> {
        /**
         * @param host name in the inventory
         * @throws TargetException if it cannot be done there
         */
        T on(String host) throws TargetException;
    }

    private final int forks;
    private final Set<String> unanswered = Collections.synchronizedSet(new LinkedHashSet<>());

    /**
     * @param forks how many hosts are worked on at the same time, at least 1
     */
    public AdHoc(int forks) {
        this.forks = forks;
    }

    /**
     * Does it, and hands the answers over on the calling thread in the order of the hosts, each as soon as those before it
     * are there.
     */
    public <T> Recap run(List<String> hosts, Action<T> action, Consumer<HostAnswer<T>> listener)
            throws InterruptedException {
        Recap recap = new Recap();
        unanswered.addAll(hosts);
        try (ForkPool pool = new ForkPool(forks)) {
            pool.<String, HostAnswer<T>>forEach(hosts, host -> answer(host, action), answer -> {
                recap.add(answer.host(), answer.outcome());
                unanswered.remove(answer.host());
                listener.accept(answer);
            });
        }
        return recap;
    }

    /** The hosts whose answers were not handed over yet. */
    public List<String> unanswered() {
        synchronized (unanswered) {
            return List.copyOf(unanswered);
        }
    }

    private static <T> HostAnswer<T> answer(String host, Action<T> action) {
        try {
            return new HostAnswer<>(host, Optional.of(action.on(host)), new Outcome.Ok(""));
        } catch (TargetException e) {
            return new HostAnswer<>(host, Optional.empty(), Failures.outcome(e));
        } catch (RuntimeException e) {
            return new HostAnswer<>(host, Optional.empty(), Failures.outcome(e));
        }
    }
}
