package mkrun.lab;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import mkrun.lab.runc.RouterPort;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;
import mkrun.routeros.Row;
import mkrun.routeros.access.RouterPacket;
import mkrun.routeros.access.RuleMatch;
import mkrun.routeros.access.RuleMatch.Answer;
import mkrun.routeros.ip.AddressRange;
import mkrun.routeros.ip.Addresses;

/**
 * Whether the router's configuration lets a service's clients in, as if clients were one host in the network of its first port. What cannot
 * be told of a rule is taken the strict way: it drops, and does not accept.
 */
final class Reachability implements RuleMatch.Lists {
    /** Where clients seem to come from: whatever listens on loopback in truth. */
    static final String CLIENT = "192.0.2.2";

    /** What they connect to, and the interface that they come in by. */
    static final String ROUTER = "192.0.2.10";

    static final String PORT = "ether1";

    /** Services, as {@code /ip/service} names them. */
    static final String SSH = "ssh";

    static final String API = "api";

    static final String API_SSL = "api-ssl";

    /** Those that an emulated router has. */
    static final List<String> SERVICES = List.of(SSH, API, API_SSL);

    /**
     * Sessions of a service at a time, if nobody says otherwise: MikroTik's manual. Before 7.16, where nobody can, the limit is
     * not known and taken to be the same.
     */
    private static final int MOST = 20;

    private static final int SSH_PORT = 22;
    private static final String NAME = "name";
    private static final String INTERFACE = "interface";
    private static final String DISABLED = "disabled";
    private static final Set<String> KEEP_OUT = Set.of("drop", "reject", "tarpit");
    private static final Set<String> LEAD_AWAY = Set.of("dst-nat", "netmap", "redirect", "same");

    /** Actions behind which the search for a rule goes on. */
    private static final Set<String> PASS_ON =
            Set.of("passthrough", "log", "add-src-to-address-list", "add-dst-to-address-list");

    private final RouterState state;

    Reachability(RouterState state) {
        this.state = state;
    }

    /**
     * Whether packets to a service get there. Clients of the API ask for the port that the router has for it, those of SSH
     * for the usual one. The state's monitor is held.
     *
     * @param connection {@code new} or {@code established}
     */
    boolean open(String service, String connection) {
        RouterPacket packet = new RouterPacket(
                RouterPort.Protocol.TCP.word(),
                Addresses.address(CLIENT),
                Addresses.address(ROUTER),
                Set.of(entrance()),
                port(service),
                connection);
        RuleMatch match = new RuleMatch(packet, this);
        return addressed()
                && (connection.equals("established") || served(service) && !ledAway(match))
                && passes("/ip/firewall/raw", "prerouting", match)
                && passes("/ip/firewall/filter", "input", match);
    }

    /** How many sessions a service takes at a time. The state's monitor is held. */
    int most(String service) {
        return state.table("/ip/service")
                .where(NAME, service)
                .flatMap(row -> row.get("max-sessions"))
                .map(Integer::parseInt)
                .orElse(MOST);
    }

    /** What a client that connects to one of the router's ports is led on to. */
    record Destination(String address, int port) {}

    /**
     * Where somebody gets who asks a port of the router that is led on elsewhere; nothing if he gets nowhere. Of
     * rules that cannot be judged the first ends the search. The state's monitor is held.
     */
    Optional<Destination> ledOn(RouterPort asked) {
        int port = asked.number();
        RuleMatch match = new RuleMatch(packet(asked, Addresses.address(ROUTER)), this);
        if (!addressed() || !passes("/ip/firewall/raw", "prerouting", match)) {
            return Optional.empty();
        }
        return chain("/ip/firewall/nat", "dstnat").stream()
                .filter(rule -> !PASS_ON.contains(rule.text("action")) && match.of(rule) != Answer.NO)
                .findFirst()
                .filter(rule -> match.of(rule) == Answer.YES)
                .flatMap(rule -> destination(rule, port))
                .filter(to -> forwarded(asked, to));
    }

    private static Optional<Destination> destination(Row rule, int port) {
        String to = rule.text("to-ports");
        boolean one = to.isEmpty() || to.matches("\\d{1,5}");
        return rule.text("action").equals("dst-nat")
                        && one
                        && Addresses.address(rule.text("to-addresses")).isPresent()
                ? Optional.of(new Destination(rule.text("to-addresses"), to.isEmpty() ? port : Integer.parseInt(to)))
                : Optional.empty();
    }

    private boolean forwarded(RouterPort asked, Destination to) {
        return passes(
                "/ip/firewall/filter",
                "forward",
                new RuleMatch(
                        packet(new RouterPort(asked.protocol(), to.port()), Addresses.address(to.address())),
                        this,
                        "dstnat"));
    }

    private RouterPacket packet(RouterPort port, Optional<Addresses.Address> destination) {
        return new RouterPacket(
                port.protocol().word(),
                Addresses.address(CLIENT),
                destination,
                Set.of(entrance()),
                port.number(),
                "new");
    }

    /**
     * The port, the bridge that it belongs to, or the VLAN interface on that which has those that come in without a tag; an empty
     * name if they get nowhere.
     */
    private String entrance() {
        return state.table("/interface/bridge/port").rows().stream()
                .filter(row -> row.text(INTERFACE).equals(PORT) && !row.is(DISABLED))
                .map(this::behind)
                .findFirst()
                .orElse(PORT);
    }

    private String behind(TableRow port) {
        BridgeVlans vlans = new BridgeVlans(state);
        Optional<BridgeVlans.Vlan> mine = vlans.ofPort(port);
        return mine.filter(BridgeVlans.Vlan::own)
                .map(vlan -> port.text("bridge"))
                .or(() -> state.table("/interface/vlan").rows().stream()
                        .filter(row ->
                                mine.isPresent() && vlans.ofInterface(row).equals(mine))
                        .map(row -> row.text(NAME))
                        .findFirst())
                .orElse("");
    }

    private boolean addressed() {
        return up(PORT)
                && up(entrance())
                && state.table("/ip/address").rows().stream()
                        .anyMatch(row -> !row.is(DISABLED)
                                && row.text(INTERFACE).equals(entrance())
                                && row.text("address").startsWith(ROUTER + "/"));
    }

    private boolean up(String link) {
        return state.table("/interface")
                .where(NAME, link)
                .filter(row -> !row.is(DISABLED))
                .isPresent();
    }

    private int port(String service) {
        return service.equals(SSH)
                ? SSH_PORT
                : state.table("/ip/service")
                        .where(NAME, service)
                        .map(row -> Integer.parseInt(row.text("port")))
                        .orElse(0);
    }

    private boolean served(String service) {
        return state.table("/ip/service")
                .where(NAME, service)
                .filter(row -> !row.is(DISABLED) && row.text("port").equals(Integer.toString(port(service))))
                .filter(row -> row.text("available-from").isEmpty()
                        || among(List.of(row.text("available-from").split(","))))
                .isPresent();
    }

    /** Whether clients are in one of these ranges. */
    static boolean among(List<String> ranges) {
        return Addresses.address(CLIENT)
                .filter(client -> ranges.stream()
                        .flatMap(text -> AddressRange.of(text).stream())
                        .anyMatch(range -> range.contains(client)))
                .isPresent();
    }

    private boolean ledAway(RuleMatch match) {
        return chain("/ip/firewall/nat", "dstnat").stream()
                .anyMatch(rule -> LEAD_AWAY.contains(rule.text("action")) && match.of(rule) != Answer.NO);
    }

    private boolean passes(String menu, String chain, RuleMatch match) {
        return verdict(menu, chain, match, 0).orElse(true);
    }

    /** Whether a chain lets a packet through; nothing if it says neither. */
    private Optional<Boolean> verdict(String menu, String chain, RuleMatch match, int depth) {
        for (Row rule : depth > 16 ? List.<Row>of() : chain(menu, chain)) {
            Answer answer = match.of(rule);
            String action = rule.get("action").filter(a -> !a.isEmpty()).orElse("accept");
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
                Optional<Boolean> jumped = verdict(menu, rule.text("jump-target"), match, depth + 1);
                if (jumped.isPresent() && (answer == Answer.YES || !jumped.get())) {
                    return jumped;
                }
            }
        }
        return Optional.empty();
    }

    private List<Row> chain(String menu, String chain) {
        return state.table(menu).rows().stream()
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
                                && row.text(INTERFACE).equals(entrance())
                                && !row.is(DISABLED)))
                : Optional.empty();
    }

    @Override
    public Optional<Boolean> sourceIn(String list) {
        List<TableRow> entries = state.table("/ip/firewall/address-list").rows().stream()
                .filter(row -> row.text("list").equals(list) && !row.is(DISABLED))
                .toList();
        boolean named = entries.stream()
                .anyMatch(row -> AddressRange.of(row.text("address")).isEmpty());
        boolean in = among(entries.stream().map(row -> row.text("address")).toList());
        return in || !named ? Optional.of(in) : Optional.empty();
    }
}
