package mkrun.routeros.access;

import java.util.Optional;
import java.util.Set;
import mkrun.routeros.Row;

/** Whether a change of a firewall's rules may close a router to whoever is logged in. */
final class RuleDanger {
    private static final String CHAIN = "chain";
    /** Chains that no packet to or from the router itself passes. */
    private static final Set<String> ASIDE = Set.of("forward", "postrouting", "srcnat");

    private static final Set<String> HARMLESS_NEW = Set.of("accept", "passthrough", "log");
    /** Removing what only keeps packets out, or away, opens the way. */
    private static final Set<String> HARMLESS_GONE =
            Set.of("drop", "reject", "tarpit", "log", "passthrough", "notrack", "dst-nat", "redirect", "netmap");

    private final ManagementPath path;

    RuleDanger(ManagementPath path) {
        this.path = path;
    }

    Optional<String> of(RowChange change) {
        boolean harmless = change.before().isEmpty()
                ? change.after()
                        .filter(rule -> HARMLESS_NEW.contains(action(rule)))
                        .isPresent()
                : change.after().isEmpty()
                        && change.before()
                                .filter(rule -> HARMLESS_GONE.contains(action(rule)))
                                .isPresent();
        return harmless || change.rows().stream().noneMatch(this::meets)
                ? Optional.empty()
                : Optional.of("sessions to the router may meet that rule");
    }

    /** Rules without an action accept. */
    private static String action(Row rule) {
        return rule.get("action").orElse("accept");
    }

    private boolean meets(Row rule) {
        return !ASIDE.contains(rule.text(CHAIN))
                && path.packets().stream()
                        .map(packet -> rule.text(CHAIN).equals("output") ? RuleMatch.Answer.MAYBE : match(packet, rule))
                        .anyMatch(answer -> answer != RuleMatch.Answer.NO);
    }

    private static RuleMatch.Answer match(RouterPacket packet, Row rule) {
        return new RuleMatch(packet, RuleMatch.Lists.UNKNOWN).of(rule);
    }
}
