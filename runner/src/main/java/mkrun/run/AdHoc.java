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
    private final Set<String> heldBack = Collections.synchronizedSet(new LinkedHashSet<>());

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
            pool.<String, HostAnswer<T>>forEach(hosts, host -> answered(host, action), answer -> {
                recap.add(answer.host(), answer.outcome());
                heldBack.remove(answer.host());
                listener.accept(answer);
            });
        }
        return recap;
    }

    /** The hosts on which it is not done yet, or was not begun. */
    public List<String> unanswered() {
        return copy(unanswered);
    }

    /** The hosts on which it is done or has failed, and whose answers wait for those of hosts before them. */
    public List<String> heldBack() {
        return copy(heldBack);
    }

    private static List<String> copy(Set<String> hosts) {
        synchronized (hosts) {
            return List.copyOf(hosts);
        }
    }

    private <T> HostAnswer<T> answered(String host, Action<T> action) {
        HostAnswer<T> answer = answer(host, action);
        heldBack.add(host);
        unanswered.remove(host);
        return answer;
    }

    private static <T> HostAnswer<T> answer(String host, Action<T> action) {
        try {
            return new HostAnswer<>(host, Optional.of(action.on(host)), new Outcome.Ok(""));
        } catch (TargetException e) {
            return new HostAnswer<>(host, Optional.empty(), Failures.outcome(e, false));
        } catch (RuntimeException e) {
            return new HostAnswer<>(host, Optional.empty(), Failures.outcome(e));
        }
    }
}
