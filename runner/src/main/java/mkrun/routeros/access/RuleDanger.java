package mkrun.routeros.access;

import java.util.Optional;
import java.util.Set;
import mkrun.routeros.Row;

/** Whether a change of a firewall's rules may close a router to whoever is logged in. */
final class RuleDanger {
    private static final String CHAIN = "chain";
    private static final String IPV6 = "/ipv6/";
    /** Chains that no packet to or from the router itself passes. */
    private static final Set<String> ASIDE = Set.of("forward", "postrouting", "srcnat");

    private static final Set<String> HARMLESS_NEW = Set.of("accept", "passthrough", "log");
    /** Removing what only keeps packets out, or away, opens the way. */
    private static final Set<String> HARMLESS_GONE =
            Set.of("drop", "reject", "tarpit", "log", "passthrough", "notrack", "dst-nat", "redirect", "netmap");

    private static final Set<String> NAT = Set.of("/ip/firewall/nat", "/ipv6/firewall/nat");
    private static final Set<String> FORWARDS = Set.of("dst-nat", "redirect", "netmap");

    private final ManagementPath path;

    RuleDanger(ManagementPath path) {
        this.path = path;
    }

    Optional<String> of(RowChange change) {
        if (change.rows().stream().anyMatch(path.forwards()::lead) && forwarded(change)) {
            return Optional.of("sessions may come in by the port that the rule leads to the SSH server");
        }
        if (change.rows().stream().anyMatch(path.carriers()::led) && forwarded(change)) {
            return Optional.of("a tunnel that sessions may come in by may use the port that the rule leads to it");
        }
        return harmless(change) || !meets(change)
                ? Optional.empty()
                : Optional.of("sessions to the router may meet that rule");
    }

    /** Whether sessions meet a rule that changes, before or after. */
    boolean meets(RowChange change) {
        return change.rows().stream().anyMatch(rule -> meets(rule, change.menu().startsWith(IPV6)));
    }

    /** A rule that leads to the server and is not as it was; a new one takes nobody's way. */
    private static boolean forwarded(RowChange change) {
        return change.menu().equals("/ip/firewall/nat") && change.before().isPresent();
    }

    private boolean harmless(RowChange change) {
        boolean nat = NAT.contains(change.menu());
        if (change.before().isEmpty()) {
            return change.after()
                    .map(RuleDanger::action)
                    .filter(action ->
                            HARMLESS_NEW.contains(action) && !(nat && action.equals("accept") && forwards(change)))
                    .isPresent();
        }
        return change.after().isEmpty()
                && change.before()
                        .map(RuleDanger::action)
                        .filter(action -> HARMLESS_GONE.contains(action)
                                && !(change.menu().startsWith(IPV6) && FORWARDS.contains(action)))
                        .isPresent();
    }

    /** Whether there may be a rule that leads to the server, which one that accepts keeps sessions from. */
    private boolean forwards(RowChange change) {
        return change.menu().startsWith(IPV6) || !path.forwards().ports().isEmpty();
    }

    /** Rules without an action accept. */
    private static String action(Row rule) {
        return rule.get("action").orElse("accept");
    }

    /** Sessions that NAT leads to the server have another port before it, and are known by it afterwards. */
    private boolean meets(Row rule, boolean v6) {
        String chain = rule.text(CHAIN);
        if (chain.equals("output")) {
            return !rule.is("disabled");
        }
        Set<Integer> others = path.forwards().ports();
        return !ASIDE.contains(chain)
                && (path.others(v6).stream().anyMatch(packet -> met(rule, packet, ""))
                        || met(rule, path.port(), "")
                        || !others.isEmpty() && met(rule, path.port(), "dstnat")
                        || !chain.equals("input") && others.stream().anyMatch(port -> met(rule, port, "")));
    }

    private boolean met(Row rule, int port, String natState) {
        return path.packets(port).stream().anyMatch(packet -> met(rule, packet, natState));
    }

    private static boolean met(Row rule, RouterPacket packet, String natState) {
        return new RuleMatch(packet, RuleMatch.Lists.UNKNOWN, natState).of(rule) != RuleMatch.Answer.NO;
    }
}
