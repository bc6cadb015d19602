package mkrun.lab.script;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What rules of firewalls must have, and what does not go together in one.
 *
 * <p>Sources: error texts that were shown of routers; that of jumps by 7.21.5. Of translations one such text was read in the
 * program itself ({@code same/fullconenat action must be in dstnat/srcnat chains}); the other two are worded after it. What
 * an action lacks is worded after the text of jumps. Chains of one's own may have any rule: where they are jumped to from is
 * not looked into.
 */
final class FirewallRules {
    private static final String PROTOCOL = "protocol";
    private static final List<String> PORTED = List.of("tcp", "udp", "udp-lite", "dccp", "sctp");

    /** What an action needs, where a router has no use for it otherwise. */
    private static final Map<String, String> NEEDED = Map.of(
            "mark-connection", "new-connection-mark",
            "mark-packet", "new-packet-mark",
            "mark-routing", "new-routing-mark",
            "add-src-to-address-list", "address-list",
            "add-dst-to-address-list", "address-list");

    /** Chains that the router has of itself, where an action cannot be. */
    private record Misplaced(Set<String> actions, Set<String> chains, String refusal) {}

    private static final Map<String, List<Misplaced>> MISPLACED = Map.of(
            "/ip/firewall/nat",
            List.of(
                    new Misplaced(
                            Set.of("dst-nat", "redirect"),
                            Set.of("srcnat", "input"),
                            "dst-nat/redirect action must be in dstnat/output chains"),
                    new Misplaced(
                            Set.of("src-nat", "masquerade"),
                            Set.of("dstnat", "output"),
                            "src-nat/masquerade action must be in srcnat/input chains"),
                    new Misplaced(
                            Set.of("same", "endpoint-independent-nat"),
                            Set.of("input", "output"),
                            "same/fullconenat action must be in dstnat/srcnat chains")),
            "/ip/firewall/mangle",
            List.of(new Misplaced(
                    Set.of("mark-routing"),
                    Set.of("input", "forward", "postrouting"),
                    "mark-routing allowed only in output and prerouting chains")));

    private static final Set<String> BEFORE_ROUTING = Set.of("input", "prerouting", "dstnat");

    private final String menu;
    private final Map<String, String> values;

    private FirewallRules(String menu, Map<String, String> values) {
        this.menu = menu;
        this.values = values;
    }

    /** Whether a menu has such rules. */
    static boolean in(String menu) {
        return menu.contains("/firewall/") && !menu.endsWith("/address-list");
    }

    /** Refuses a rule that the router would not take. */
    static void check(String menu, Map<String, String> values) throws RouterError {
        FirewallRules rule = new FirewallRules(menu, values);
        rule.checkProtocol();
        rule.checkAction();
        rule.checkChain();
    }

    private String text(String field) {
        return values.getOrDefault(field, "");
    }

    private void checkProtocol() throws RouterError {
        String protocol = text(PROTOCOL);
        boolean ports = !text("dst-port").isEmpty()
                || !text("src-port").isEmpty()
                || !text("port").isEmpty();
        refuse(ports && !PORTED.contains(protocol), "ports can be specified if proto is tcp,udp,udp-lite,dccp,sctp");
        refuse(!text("tcp-flags").isEmpty() && !protocol.equals("tcp"), "tcp-flags works only with tcp");
        boolean icmp = protocol.equals("icmp") || protocol.equals("icmpv6");
        refuse(!text("icmp-options").isEmpty() && !icmp, "icmp-options can be specified if proto is icmp");
        refuse(text("reject-with").equals("tcp-reset") && !protocol.equals("tcp"), "tcp-reset works only with tcp");
    }

    private void checkAction() throws RouterError {
        String action = text("action");
        refuse(action.equals("jump") && text("jump-target").isEmpty(), "no target chain specified");
        String needed = NEEDED.get(action);
        refuse(needed != null && text(needed).isEmpty(), "no " + needed + " specified");
    }

    private void checkChain() throws RouterError {
        String chain = text("chain");
        for (Misplaced misplaced : MISPLACED.getOrDefault(menu, List.of())) {
            refuse(
                    misplaced.actions().contains(text("action"))
                            && misplaced.chains().contains(chain),
                    misplaced.refusal());
        }
        refuse(
                BEFORE_ROUTING.contains(chain) && names("out-interface"),
                "outgoing interface matching not possible in input and prerouting chains");
        refuse(
                chain.equals("output") && names("in-interface"),
                "incoming interface matching not possible in output and postrouting chains");
    }

    private boolean names(String field) {
        return !text(field).isEmpty() || !text(field + "-list").isEmpty();
    }

    private static void refuse(boolean wrong, String text) throws RouterError {
        if (wrong) {
            throw RouterError.of("failure: " + text);
        }
    }
}
