package mkrun.routeros.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mkrun.routeros.Row;
import mkrun.routeros.ip.AddressRange;
import mkrun.routeros.ip.Addresses;

/**
 * Whether rules of a firewall apply to a packet, as far as their conditions can be told. The conditions are those of
 * MikroTik's manual, "Filter"; one that is not judged here makes the answer uncertain, never certain.
 */
public final class RuleMatch {
    /** Whether a rule applies. */
    public enum Answer {
        NO,
        MAYBE,
        YES
    }

    /** Which lists of the router something is in; nothing where that is not known. */
    public interface Lists {
        /** Nothing is known of any list. */
        Lists UNKNOWN = new Lists() {
            @Override
            public Optional<Boolean> interfaceIn(String list) {
                return Optional.empty();
            }

            @Override
            public Optional<Boolean> sourceIn(String list) {
                return Optional.empty();
            }
        };

        /** Whether the packet's interface is a member of an interface list. */
        Optional<Boolean> interfaceIn(String list);

        /** Whether the packet's source is in an address list. */
        Optional<Boolean> sourceIn(String list);
    }

    /** Fields that are no conditions. */
    private static final Set<String> NO_CONDITIONS = Set.of(
            "action",
            "chain",
            "comment",
            "disabled",
            "dynamic",
            "invalid",
            "bytes",
            "packets",
            "log",
            "log-prefix",
            "jump-target",
            "reject-with",
            "address-list",
            "address-list-timeout",
            "to-addresses",
            "to-ports",
            "passthrough",
            "hw-offload",
            "new-connection-mark",
            "new-dscp",
            "new-mss",
            "new-packet-mark",
            "new-priority",
            "new-routing-mark",
            "new-ttl",
            "randomise-ports",
            "same-not-by-dst",
            "sniff-id",
            "sniff-target",
            "sniff-target-port",
            "route-dst");

    /** By name and by number. */
    private static final Map<String, String> PROTOCOLS = Map.of("tcp", "6", "udp", "17", "icmpv6", "58");

    private static final Set<String> WITH_PORTS = Set.of("tcp", "udp");

    private final RouterPacket packet;
    private final Lists lists;
    private final String natState;

    public RuleMatch(RouterPacket packet, Lists lists) {
        this(packet, lists, "");
    }

    /** @param natState what has become of the packet's addresses, as in {@code dstnat}; empty for nothing */
    public RuleMatch(RouterPacket packet, Lists lists, String natState) {
        this.packet = packet;
        this.lists = lists;
        this.natState = natState;
    }

    /** Whether a rule applies to the packet, whatever the rules above it do. */
    public Answer of(Row rule) {
        if (rule.is("disabled")) {
            return Answer.NO;
        }
        Answer all = Answer.YES;
        for (Map.Entry<String, String> condition : rule.values().entrySet()) {
            if (!condition.getValue().isEmpty() && !NO_CONDITIONS.contains(condition.getKey())) {
                Answer one = condition(condition.getKey(), condition.getValue());
                all = one.compareTo(all) < 0 ? one : all;
            }
        }
        return all;
    }

    private Answer condition(String name, String value) {
        boolean not = value.startsWith("!");
        Answer plain = plain(name, not ? value.substring(1) : value);
        return !not || plain == Answer.MAYBE ? plain : plain == Answer.YES ? Answer.NO : Answer.YES;
    }

    private Answer plain(String name, String value) {
        return switch (name) {
            case "protocol" -> protocol(value);
            case "dst-port" ->
                packet.port() == RouterPacket.ANY_PORT ? Answer.MAYBE : sure(ports(value, packet.port()));
            case "port" -> ports(value, packet.port()) ? Answer.YES : Answer.MAYBE; // or the client's
            case "src-address" -> address(value, packet.source());
            case "dst-address" -> address(value, packet.destination());
            case "in-interface" -> packet.interfaces().isEmpty() ? Answer.MAYBE : among(packet.interfaces(), value);
            case "in-interface-list" ->
                value.equals("all")
                        ? Answer.YES
                        : lists.interfaceIn(value).map(RuleMatch::sure).orElse(Answer.MAYBE);
            case "src-address-list" ->
                lists.sourceIn(value).map(RuleMatch::sure).orElse(Answer.MAYBE);
            case "connection-state" ->
                packet.state().isEmpty()
                        ? Answer.MAYBE
                        : sure(List.of(value.split(",")).contains(packet.state()));
            case "connection-nat-state" -> sure(List.of(value.split(",")).contains(natState));
            default -> Answer.MAYBE;
        };
    }

    private Answer protocol(String value) {
        return switch (packet.protocol()) {
            case RouterPacket.ANY_PROTOCOL -> Answer.MAYBE;
            case RouterPacket.NO_PORTS -> WITH_PORTS.stream().anyMatch(p -> is(p, value)) ? Answer.NO : Answer.MAYBE;
            default -> sure(is(packet.protocol(), value));
        };
    }

    private static boolean is(String protocol, String value) {
        return value.equalsIgnoreCase(protocol) || value.equals(PROTOCOLS.get(protocol));
    }

    private static Answer sure(boolean applies) {
        return applies ? Answer.YES : Answer.NO;
    }

    /** The interface of a bridge's port and the bridge are both met, each by its kind of rule. */
    private static Answer among(Set<String> interfaces, String name) {
        return !interfaces.contains(name) ? Answer.NO : interfaces.size() == 1 ? Answer.YES : Answer.MAYBE;
    }

    private static Answer address(String value, Optional<Addresses.Address> address) {
        Optional<AddressRange> range = AddressRange.of(value);
        return range.isEmpty() || address.isEmpty()
                ? Answer.MAYBE
                : sure(range.get().contains(address.get()));
    }

    /** Whether a list of ports and of ranges of them holds one. */
    static boolean ports(String value, int port) {
        return Stream.of(value.split(",")).anyMatch(range -> {
            String[] ends = range.split("-", 2);
            return number(ends[0]) <= port && port <= number(ends[ends.length - 1]);
        });
    }

    private static int number(String text) {
        return text.matches("\\d{1,5}") ? Integer.parseInt(text) : Integer.MAX_VALUE;
    }
}
