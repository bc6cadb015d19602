package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mkrun.routeros.Bounds;
import mkrun.routeros.Dialect;
import mkrun.routeros.Field;
import mkrun.routeros.FieldType;
import mkrun.routeros.Menu;
import mkrun.routeros.Menus;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.TypeCheck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each menu of ours with all its fields on an emulated router of each version: check, apply, nothing left to do, change,
 * nothing left to do, remove. All that is sent is judged by the version's own tree (see {@link LabPlay}).
 */
@Timeout(120)
class EveryMenuOnEveryVersionTest {
    /** Menus with operations and tests of their own, and what the lab's hardware has none of. */
    private static final Set<String> ELSEWHERE = Set.of(
            "/container",
            "/disk",
            "/file",
            "/ip/ssh",
            "/user",
            "/user/group",
            "/user/ssh-keys",
            "/system/device-mode",
            "/system/routerboard/settings");

    /** Fields that mean something to the router beyond their type, or that cannot stand beside others. */
    private static final Map<String, List<String>> SAMPLES = Map.ofEntries(
            Map.entry("/interface/bridge/port interface", List.of("ether3")),
            Map.entry("/interface/list include", List.of("all", "static")),
            Map.entry("/interface/list exclude", List.of("none", "dynamic")),
            Map.entry("/interface/list/member interface", List.of("ether2")),
            Map.entry("/ip/address interface", List.of("ether2")),
            Map.entry("/interface/wireguard private-key", List.of(key('a'), key('b'))),
            Map.entry("/interface/wireguard/peers public-key", List.of(key('c'))),
            Map.entry("/interface/wireguard/peers private-key", List.of(key('d'), key('e'))),
            Map.entry("/interface/wireguard/peers preshared-key", List.of(key('f'), key('g'))),
            Map.entry("/system/clock time-zone-name", List.of("Europe/Riga", "manual")),
            Map.entry("/system/logging/action name", List.of("far1")),
            Map.entry("/system/logging topics", List.of("dhcp,!debug")),
            Map.entry("/ip/firewall/address-list dynamic", List.of()),
            Map.entry("/ip/firewall/address-list timeout", List.of()),
            Map.entry("/ipv6/firewall/address-list dynamic", List.of()),
            Map.entry("/ipv6/firewall/address-list timeout", List.of()),
            Map.entry("/container/mounts mode", List.of("ro", "rw")),
            Map.entry("/ip/address network", List.of("10.1.2.0")),
            Map.entry("/ipv6/address from-pool", List.of()),
            Map.entry("/ipv6/address address", List.of("2001:db8::1/64")),
            Map.entry("/ip/dns/static regexp", List.of()), // there is a name
            Map.entry("/ip/firewall/nat to-addresses", List.of("192.0.2.7", "192.0.2.8")),
            Map.entry("/ip/dhcp-server/lease server", List.of("all")),
            Map.entry("/queue/simple queue", List.of("default", "ethernet-default/default small")),
            Map.entry("/queue/simple parent", List.of("none")),
            Map.entry("/ip/pool next-pool", List.of("none")));

    /** Matchers of rules: forms of their own, and what belongs to one protocol. */
    private static final Map<String, List<String>> MATCHERS = Map.ofEntries(
            Map.entry("connection-bytes", List.of("1000000-0", "5M-10M")),
            Map.entry("connection-limit", List.of("100,32", "!5,24")),
            Map.entry("connection-rate", List.of("0-128k", "!20M-1G")),
            Map.entry("dst-limit", List.of("1/1s,5,src-address/100s", "2/60,9,dst-address/1m40s")),
            Map.entry("hop-limit", List.of("equal:1", "less-than:64")),
            Map.entry("icmp-options", List.of()), // the protocol is tcp
            Map.entry("ipsec-policy", List.of("in,ipsec", "out,none")),
            Map.entry("limit", List.of("10,5", "5k/1m,500:bit")),
            Map.entry("new-ttl", List.of("set:64", "decrement:1")),
            Map.entry("nth", List.of("2,1", "3,2")),
            Map.entry("per-connection-classifier", List.of("both-addresses:2/0", "src-port:3/2")),
            Map.entry("psd", List.of("21,3s,3,1", "10,00:00:05,2,1")),
            Map.entry("ttl", List.of("greater-than:5", "not-equal:1")));

    /** Names of rows that are there, by menu; two where there are two. */
    private static final Map<String, List<String>> ROWS = Map.of(
            "/interface", List.of("ether4", "ether5"),
            "/interface/bridge", List.of("containers"),
            "/interface/list", List.of("LAN", "WAN"),
            "/interface/wireguard", List.of("wg"),
            "/ip/dhcp-server", List.of("dhcp"),
            "/system/logging/action", List.of("disk", "echo"),
            "/snmp/community", List.of("public"));

    private static final Set<String> PORTS_NEED_PROTOCOL = Set.of(
            "/ip/firewall/filter",
            "/ip/firewall/nat",
            "/ip/firewall/mangle",
            "/ip/firewall/raw",
            "/ipv6/firewall/filter");

    private static final FieldType SPAN = Menus.standard()
            .menu("/system/scheduler")
            .orElseThrow()
            .field("interval")
            .orElseThrow()
            .type();

    private static final AtomicInteger CASES = new AtomicInteger();
    private static final AtomicInteger FIELDS = new AtomicInteger();

    @TempDir
    Path dir;

    private static String key(char letter) {
        return String.valueOf(letter).repeat(42) + "A=";
    }

    static Stream<RouterosVersion> versions() {
        return RouterosVersion.KNOWN.stream();
    }

    @AfterAll
    static void count() {
        System.out.println("menus on versions: " + CASES + ", fields set: " + FIELDS);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyMenuGoesThroughItsWholeLife(RouterosVersion version) throws Exception {
        try (LabPlay lab = new LabPlay(dir, version.toString(), "arm64")) {
            lab.console("/interface/bridge/add name=containers; /interface/wireguard/add name=wg;"
                    + " /ip/dhcp-server/add name=dhcp interface=ether2; /interface/list/add name=WAN;"
                    + " /interface/list/add name=LAN");
            Dialect dialect = Dialect.of(version, Set.of("container", "routerboard"));
            List<NamedOperation> first = operations(dialect, 0, true);
            List<NamedOperation> second = operations(dialect, 1, true);
            CASES.addAndGet(first.size());
            assertThat(lab.check(first).changed()).hasSameSizeAs(first);
            assertThat(lab.runTogether(first).changed()).hasSameSizeAs(first);
            assertThat(lab.runTogether(first).diff()).as("a second run").isEmpty();
            assertThat(lab.runTogether(second).changed()).hasSameSizeAs(second);
            assertThat(lab.runTogether(second).diff())
                    .as("a second run after the change")
                    .isEmpty();
            List<NamedOperation> gone = operations(dialect, 1, false);
            assertThat(lab.runTogether(gone).changed()).hasSameSizeAs(gone);
            assertThat(lab.runTogether(gone).diff()).as("a second removal").isEmpty();
        }
    }

    private static List<NamedOperation> operations(Dialect dialect, int sample, boolean present) {
        List<NamedOperation> operations = new ArrayList<>();
        for (Menu menu : dialect.menus()) {
            boolean rows = menu.kind() == Menu.Kind.KEYED || menu.kind() == Menu.Kind.ORDERED;
            if (ELSEWHERE.contains(menu.path()) || !rows && (menu.kind() != Menu.Kind.SINGLE || !present)) {
                continue;
            }
            Map<String, Object> fields = fields(dialect, menu, sample);
            if (rows) {
                operations.add(new NamedOperation(menu.path(), entry(menu, fields, present)));
            } else if (!rows && !fields.isEmpty()) {
                operations.add(new NamedOperation(menu.path(), new RouterSettings(menu.path(), fields)));
            }
        }
        return operations;
    }

    private static RouterEntry entry(Menu menu, Map<String, Object> fields, boolean present) {
        Map<String, Object> key = new LinkedHashMap<>();
        for (String name : menu.keys().isEmpty() ? List.of("chain") : menu.keys()) {
            if (fields.containsKey(name)) {
                key.put(name, fields.remove(name));
            }
        }
        return new RouterEntry(menu.path(), key, fields, "every/menu", present);
    }

    private static Map<String, Object> fields(Dialect dialect, Menu menu, int sample) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Field field : dialect.fields(menu.path())) {
            boolean ports =
                    PORTS_NEED_PROTOCOL.contains(menu.path()) && field.name().equals("protocol");
            boolean clock = menu.path().equals("/system/clock") && !field.name().equals("time-zone-name");
            if (!field.readOnly() && !field.name().equals("comment") && !clock) {
                int nth = menu.keys().contains(field.name()) ? 0 : sample;
                List<String> samples = SAMPLES.getOrDefault(
                        menu.path() + " " + field.name(), ports ? protocols(menu) : samples(menu, field));
                if (!samples.isEmpty()) {
                    fields.put(field.name(), samples.get(Math.min(nth, samples.size() - 1)));
                    FIELDS.incrementAndGet();
                }
            }
        }
        return fields;
    }

    private static List<String> protocols(Menu menu) {
        return menu.field("tcp-flags").isPresent() ? List.of("tcp") : List.of("tcp", "udp");
    }

    private static List<String> samples(Menu menu, Field field) {
        FieldType type = field.type();
        if (field.bounds().isPresent()) {
            return Stream.of("90s", "2h", "12s", "10s", "9s", "5s", "a \"b\" $c; d=e", "f")
                    .filter(sample ->
                            field.bounds().get().kind() == Bounds.Kind.SPAN == TypeCheck.accepts(SPAN, sample))
                    .filter(field.bounds().get()::hold)
                    .limit(2)
                    .toList();
        }
        if (!type.menus().isEmpty()) {
            return type.menus().stream()
                    .flatMap(m -> ROWS.getOrDefault(m, List.of()).stream())
                    .toList();
        }
        List<String> one = one(menu, field);
        return type.many() == FieldType.Many.PAIR ? List.of(one.get(0) + "/" + one.get(1), one.get(1)) : one;
    }

    private static boolean six(FieldType type) {
        return type.family() == FieldType.Family.V6;
    }

    private static List<String> one(Menu menu, Field field) {
        FieldType type = field.type();
        return switch (type.base()) {
            case STRING -> List.of(menu.path() + " a \"b\" $c; d=e", "f");
            case BOOL, SWITCH ->
                field.defaultValue().filter("yes"::equals).isPresent() ? List.of("no", "yes") : List.of("yes", "no");
            case INT -> List.of("" + Math.max(1, type.min()), "" + Math.max(2, type.min() + 1));
            case TIME -> List.of("90s", "2h");
            case SIZE, PAGES -> List.of("64M", "1000000");
            case KIB -> List.of("4M", "2500");
            case ENUM ->
                List.of(type.words().get(0), type.words().get(type.words().size() - 1));
            case IP, HOST -> six(type) ? List.of("2001:db8::7", "2001:db8::8") : List.of("192.0.2.7", "192.0.2.8");
            case CIDR -> six(type) ? List.of("2001:db8::7/64") : List.of("10.1.2.3/24", "10.1.3.3/24");
            case PREFIX ->
                six(type) ? List.of("2001:db8::/64", "2001:db8:1::/64") : List.of("10.1.2.0/24", "10.1.3.0/24");
            case MATCH, ENTRY ->
                six(type) ? List.of("2001:db8::7/128", "2001:db8::/64") : List.of("10.1.2.3/32", "10.1.2.0/24");
            case DECIMAL -> List.of("0.50", "2");
            case DATE -> List.of("2026-01-31", "feb/28/2026");
            case HOURS -> List.of("8:00-17:30,tue,mon", "0s-1d,mon,tue,wed,thu,fri,sat,sun");
            case PORTS -> List.of("80,443", "8000-8010");
            case RANGE -> List.of(type.list() ? "20,10-12" : "10-12", "30");
            case LIMIT, FORM -> MATCHERS.get(field.name());
            case MAC -> List.of("02-00-5e-00-00-aa", "02:00:5E:00:00:AB");
            case PATH -> List.of("disk1/x", "/disk1/y");
            case RATE -> List.of("10M", "1G");
            case REF, ANY -> List.of();
        };
    }
}
