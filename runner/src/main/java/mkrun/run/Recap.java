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
     * Counters of one host, as in Ansible's recap: {@code ok} includes {@code changed}; {@code blocked} is ours.
     *
     * @param rescued always 0: kept so that scripts which read Ansible's line can read ours
     */
    public record Counts(
            int ok, int changed, int unreachable, int failed, int skipped, int rescued, int ignored, int blocked) {
        /** Nothing happened. */
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

        Counts plus(Outcome outcome) {
            if (outcome instanceof Outcome.Ok) {
                return new Counts(ok + 1, changed, unreachable, failed, skipped, rescued, ignored, blocked);
            }
            if (outcome instanceof Outcome.Changed) {
                return new Counts(ok + 1, changed + 1, unreachable, failed, skipped, rescued, ignored, blocked);
            }
            if (outcome instanceof Outcome.Skipped) {
                return new Counts(ok, changed, unreachable, failed, skipped + 1, rescued, ignored, blocked);
            }
            if (outcome instanceof Outcome.Failed f) {
                return f.ignored()
                        ? new Counts(ok + 1, changed, unreachable, failed, skipped, rescued, ignored + 1, blocked)
                        : new Counts(ok, changed, unreachable, failed + 1, skipped, rescued, ignored, blocked);
            }
            if (outcome instanceof Outcome.Unreachable) {
                return new Counts(ok, changed, unreachable + 1, failed, skipped, rescued, ignored, blocked);
            }
            return new Counts(ok, changed, unreachable, failed, skipped, rescued, ignored, blocked + 1);
        }
    }

    void met(String host) {
        hosts.putIfAbsent(host, Counts.NONE);
    }

    void add(String host, Outcome outcome) {
        hosts.merge(host, Counts.NONE.plus(outcome), (old, one) -> old.plus(outcome));
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
