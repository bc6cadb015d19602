package mkrun.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import mkrun.task.Outcome;

/**
 * What a run came to, per host in the order in which hosts were first met: a fold over the same outcomes that were
 * reported, so it cannot disagree with them.
 */
public final class Recap {
    private final Map<String, Counts> hosts = new LinkedHashMap<>();

    /**
     * Counters of one host, as in Ansible's recap: {@code ok} includes {@code changed}; {@code blocked} and {@code undone}
     * are ours. Each task counts once besides.
     *
     * @param rescued always 0: kept so that scripts which read Ansible's line can read ours
     * @param undone tasks that changed something, all of which was taken back when a later one failed; they are neither
     *     {@code ok} nor {@code changed}, for the host is as if they had not run
     */
    public record Counts(
            int ok,
            int changed,
            int unreachable,
            int failed,
            int skipped,
            int rescued,
            int ignored,
            int blocked,
            int undone) {
        /** Nothing happened. */
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0);

        Counts plus(Outcome outcome) {
            if (outcome instanceof Outcome.Failed f && f.ignored()) {
                return new Counts(ok + 1, changed, unreachable, failed, skipped, rescued, ignored + 1, blocked, undone);
            }
            boolean changes = outcome instanceof Outcome.Changed;
            return new Counts(
                    ok + one(changes || outcome instanceof Outcome.Ok),
                    changed + one(changes),
                    unreachable + one(outcome instanceof Outcome.Unreachable),
                    failed + one(outcome instanceof Outcome.Failed),
                    skipped + one(outcome instanceof Outcome.Skipped),
                    rescued,
                    ignored,
                    blocked + one(outcome instanceof Outcome.Blocked),
                    undone);
        }

        private static int one(boolean counts) {
            return counts ? 1 : 0;
        }

        Counts without(int tasks) {
            return new Counts(
                    ok - tasks,
                    changed - tasks,
                    unreachable,
                    failed,
                    skipped,
                    rescued,
                    ignored,
                    blocked,
                    undone + tasks);
        }
    }

    void met(String host) {
        hosts.putIfAbsent(host, Counts.NONE);
    }

    void add(String host, Outcome outcome) {
        hosts.merge(host, Counts.NONE.plus(outcome), (old, one) -> old.plus(outcome));
    }

    /** That many tasks which changed something are as if they had not run. */
    void takenBack(String host, int tasks) {
        hosts.computeIfPresent(host, (name, counts) -> counts.without(tasks));
    }

    /** The counters by host. */
    public Map<String, Counts> hosts() {
        return Collections.unmodifiableMap(hosts);
    }

    /** Whether a task failed on some host. */
    public boolean anyFailed() {
        return hosts.values().stream().anyMatch(c -> c.failed() > 0);
    }

    /** Whether some host could not be talked to. */
    public boolean anyUnreachable() {
        return hosts.values().stream().anyMatch(c -> c.unreachable() > 0);
    }

    /** Whether some host waits for a human. */
    public boolean anyBlocked() {
        return hosts.values().stream().anyMatch(c -> c.blocked() > 0);
    }

    /** Whether anything was changed or, in a check, would be. */
    public boolean anyChanged() {
        return hosts.values().stream().anyMatch(c -> c.changed() > 0);
    }
}
