package mkrun.alpine.install;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is done with packages' scripts. Those without a rule are replayed.
 *
 * @param rules of single scripts, each script once
 * @param otherwise what becomes of a script that cannot be replayed
 */
public record ScriptPolicy(List<ScriptRule> rules, Otherwise otherwise) {
    /** Replays all scripts, and stops at one that cannot be. */
    public static final ScriptPolicy REPLAY = new ScriptPolicy(List.of(), Otherwise.STOP);

    /** What becomes of scripts that cannot be replayed. */
    public enum Otherwise {
        /** The installation fails. */
        STOP,
        /** They run in a sandbox. */
        SANDBOX
    }

    /**
     * @throws IllegalArgumentException if two rules are about one script; the message names both places
     */
    public ScriptPolicy {
        rules = List.copyOf(rules);
        Map<String, ScriptRule> known = new LinkedHashMap<>();
        for (ScriptRule rule : rules) {
            ScriptRule other = known.putIfAbsent(rule.script(), rule);
            if (other != null) {
                throw new IllegalArgumentException(rule.origin() + ": there is another rule for the script "
                        + rule.script() + " at " + other.origin());
            }
        }
    }

    /** The rule of a script by its name, {@code ca-certificates.trigger}. */
    public Optional<ScriptRule> rule(String script) {
        return rules.stream().filter(rule -> rule.script().equals(script)).findFirst();
    }
}
