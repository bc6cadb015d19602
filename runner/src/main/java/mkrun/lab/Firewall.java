package mkrun.lab;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;
import mkrun.routeros.Row;
import mkrun.routeros.access.RouterPacket;
import mkrun.routeros.access.RuleMatch;
import mkrun.routeros.access.RuleMatch.Answer;
import mkrun.routeros.ip.AddressRange;
import mkrun.routeros.ip.Addresses;

/**
 * What a router's rules do with a packet. What cannot be told of a rule is taken the strict way: it drops, and does not accept.
 * The state's monitor is held.
 */
final class Firewall implements RuleMatch.Lists {
    private static final String V4 = "/ip/firewall/";
    private static final String V6 = "/ipv6/firewall/";
    private static final String NAME = "name";
    private static final String INTERFACE = "interface";
    private static final String DISABLED = "disabled";
    private static final String ACTION = "action";
    private static final int DEEPEST = 16;
    private static final Set<String> KEEP_OUT = Set.of("drop", "reject", "tarpit");
    private static final Set<String> LEAD_AWAY = Set.of("dst-nat", "netmap", "redirect", "same");

    /** Actions behind which the search for a rule goes on. */
    private static final Set<String> PASS_ON =
            Set.of("passthrough", "log", "add-src-to-address-list", "add-dst-to-address-list");

    private final RouterState state;
    private final RouterPacket packet;
    private final RuleMatch match;
    private final String rules;

    Firewall(RouterState state, RouterPacket packet) {
        this(state, packet, "");
    }

    /** @param natState what NAT has done with the packet, as {@code connection-nat-state} calls it */
    Firewall(RouterState state, RouterPacket packet, String natState) {
        this.state = state;
        this.packet = packet;
        this.match = new RuleMatch(packet, this, natState);
        this.rules = packet.source().filter(Addresses.Address::v6).isPresent() ? V6 : V4;
    }

    /** Whether rules let the packet come to the router. */
    boolean accepts() {
        return entering() && passes("filter", "input");
    }

    /** Whether rules let the packet come as far as to where it is decided where it goes. */
    boolean entering() {
        return passes("raw", "prerouting");
    }

    /** Whether rules let the packet through to another interface. */
    boolean forwards() {
        return passes("filter", "forward");
    }

    /** Whether NAT has the packet go elsewhere, or may. */
    boolean ledAway() {
        return chain("nat", "dstnat").stream()
                .anyMatch(rule -> LEAD_AWAY.contains(rule.text(ACTION)) && match.of(rule) != Answer.NO);
    }

    /** The rule of NAT that decides on the packet; empty if none does, or if it cannot be told. */
    Optional<Row> nat() {
        return chain("nat", "dstnat").stream()
                .filter(rule -> !PASS_ON.contains(rule.text(ACTION)) && match.of(rule) != Answer.NO)
                .findFirst()
                .filter(rule -> match.of(rule) == Answer.YES);
    }

    private boolean passes(String menu, String chain) {
        return verdict(menu, chain, 0).orElse(true);
    }

    /** Whether a chain lets the packet through; nothing if it says neither. */
    private Optional<Boolean> verdict(String menu, String chain, int depth) {
        for (Row rule : depth > DEEPEST ? List.<Row>of() : chain(menu, chain)) {
            Answer answer = match.of(rule);
            String action = rule.get(ACTION).filter(a -> !a.isEmpty()).orElse("accept");
            if (KEEP_OUT.contains(action) && answer != Answer.NO) {
                return Optional.of(false);
            }
            if (action.equals("accept") && answer == Answer.YES) {
                return Optional.of(true);
            }
            if (action.equals("return") && answer == Answer.YES) {
                return Optional.empty();
            }
            if (action.equals("jump") && answer != Answer.NO) {
                Optional<Boolean> jumped = verdict(menu, rule.text("jump-target"), depth + 1);
                if (jumped.isPresent() && (answer == Answer.YES || !jumped.get())) {
                    return jumped;
                }
            }
        }
        return Optional.empty();
    }

    private List<Row> chain(String menu, String chain) {
        return state.table(rules + menu).rows().stream()
                .filter(row -> row.text("chain").equals(chain))
                .map(row -> new Row(row.id(), row.values()))
                .toList();
    }

    @Override
    public Optional<Boolean> interfaceIn(String list) {
        boolean plain = state.table("/interface/list")
                .where(NAME, list)
                .filter(row ->
                        row.text("include").isEmpty() && row.text("exclude").isEmpty())
                .isPresent();
        return plain
                ? Optional.of(state.table("/interface/list/member").rows().stream()
                        .anyMatch(row -> row.text("list").equals(list)
                                && packet.interfaces().contains(row.text(INTERFACE))
                                && !row.is(DISABLED)))
                : Optional.empty();
    }

    @Override
    public Optional<Boolean> sourceIn(String list) {
        List<TableRow> entries = state.table(rules + "address-list").rows().stream()
                .filter(row -> row.text("list").equals(list) && !row.is(DISABLED))
                .toList();
        boolean named = entries.stream()
                .anyMatch(row -> AddressRange.of(row.text("address")).isEmpty());
        boolean in = packet.source()
                .filter(source -> among(source, entries.stream().map(row -> row.text("address"))))
                .isPresent();
        return in || !named ? Optional.of(in) : Optional.empty();
    }

    /** Whether an address is in one of these ranges. */
    static boolean among(Addresses.Address address, Stream<String> ranges) {
        return ranges.flatMap(text -> AddressRange.of(text).stream()).anyMatch(range -> range.contains(address));
    }
}
