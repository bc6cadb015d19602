package mkrun.routeros;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TypeCheckTest {
    private static final int TRIES = 2000;

    /** Values that have commas in them, so that there are no lists of them. */
    private static final Set<FieldType.Base> BY_COMMAS = Set.of(FieldType.Base.LIMIT, FieldType.Base.HOURS);

    private static FieldType type(String text) {
        return FieldType.parse(text, FieldType.Many.ONE);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "bool, maybe",
                "bool, \"\"",
                "bool, 1",
                "int, ten",
                "int, 1.5",
                "int, \"1,2\"",
                "int, yes",
                "int(1..4094), 0",
                "int(1..4094), 4095",
                "int(1..4094), 99999999999999999999",
                "int(0..65535|auto), automatic",
                "int!(0..255|tcp|udp), !256",
                "time, soon",
                "time, 5x",
                "time, 5 minutes",
                "time(none), never",
                "size, lots",
                "size, 64Q",
                "size(unlimited), infinite",
                "enum(none|stp|rstp), mstp",
                "enum(none|stp|rstp), \"\"",
                "enum(none|stp|rstp), RSTP",
                "ip, nas.lan",
                "ip, 192.0.2.256",
                "ip, 192.0.2.1/24",
                "ip, fe80::1%ether1",
                "ip, 192.0.2.1:53",
                "ip(vrf), fe80::1%ether1",
                "ip(link), 192.0.2.1@mgmt",
                "ip(vrf), 192.0.2.1@",
                "enum(0x70=112|0x80=128), 100",
                "cidr, 192.0.2.1/33",
                "cidr, 2001:db8::1/129",
                "prefix, home",
                "match, !everything",
                "match, 192.0.2.1-",
                "match, 192.0.2.9-192.0.2.1",
                "match, 2001:db8::9-2001:db8::1",
                "range(1..4094), 20-10",
                "range(1..4094), 1-2-3",
                "rate, 10M/20M",
                "time, 10s/20s",
                "time, -5s",
                "time, -00:05:00",
                "time, -5",
                "date, 2026-02-30",
                "date, 31/01/2026",
                "date, feb/30/2026",
                "decimal(0..10), 10.5",
                "decimal(0..10), some",
                "limit, often",
                "limit, \"10/soon,5\"",
                "limit, \"!10,5\"",
                "limit, \"1,5,moon\"",
                "hours, \"8h-17h,monday\"",
                "hours, 8h",
                "ports, 443-80",
                "ports, ssh",
                "ports, 65536",
                "ports, \"80,443-\"",
                "mac, 00:11:22:33:44",
                "mac, 00:11:22:33:44:gg"
            })
    void refusesWhatNoRouterTakes(String type, String value) {
        assertThat(TypeCheck.accepts(type(type), value)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "bool, yes",
                "bool, false",
                "int, -5",
                "int, 99999999999999999999",
                "int(0..65535), 0x8000",
                "int(0..65535), 007",
                "int(0..65535|auto), auto",
                "int!(0..255|tcp|udp), !tcp",
                "int, \"\"",
                "time, 0",
                "time, 90",
                "time, 1w2d03:04:05",
                "time, 1d5h16m",
                "time, 1s500ms",
                "time, 250us",
                "time, 00:05",
                "time, 00:00:01.5",
                "time(none), none",
                "size, 64M",
                "size, 1924.1KiB",
                "size, 0x10000",
                "size(unlimited), unlimited",
                "\"enum(rw|ro|rw,noexec)\", \"rw,noexec\"",
                "ip(link), fe80::1%ether1",
                "ip(link|vrf), fe80::1%ether1@mgmt",
                "ip(vrf), 192.0.2.1@mgmt",
                "string(link|vrf|/interface), ether1",
                "enum(0x70=112|0x80=128), 0x80",
                "enum(0x70=112|0x80=128), 128",
                "cidr, 192.0.2.1",
                "cidr, 192.0.2.1/255.255.255.0",
                "cidr, ::ffff:192.0.2.1/128",
                "prefix, 10/8",
                "match, !192.0.2.0/24",
                "match, 192.0.2.1-192.0.2.9",
                "match, 2001:db8::/32",
                "ports, \"!80,8000-8080\"",
                "range(1..4094), 10-20",
                "rate, 2.5G",
                "date, 2026-01-31",
                "date, Jan/31/2026",
                "decimal(0..10), 0.1",
                "limit, \"10,5\"",
                "limit, \"10/1m,5:packet\"",
                "limit, \"1M,100k:bit\"",
                "limit, \"32,32,src-and-dst-addresses/10s\"",
                "hours, \"8h-17h,mon,tue\"",
                "hours, \"08:00:00-1d,sun\"",
                "host, time.example.net",
                "mac, aa-bb-cc-00-11-22",
                "mac, 0:1:2:3:4:5",
                "string, anything at all",
                "ref(/interface), ether1",
                "path, /usb1/data"
            })
    void takesWhatRoutersTake(String type, String value) {
        assertThat(TypeCheck.accepts(type(type), value)).isTrue();
    }

    @Test
    void eachItemOfAListIsLookedAt() {
        FieldType addresses = FieldType.parse("ip", FieldType.Many.LIST);
        assertThat(TypeCheck.accepts(addresses, "1.1.1.1, 9.9.9.9")).isTrue();
        assertThat(TypeCheck.accepts(addresses, "")).isTrue();
        assertThat(TypeCheck.accepts(addresses, "1.1.1.1,dns.example.net")).isFalse();
    }

    @Test
    void eachOfTwoIsLookedAtAndOneAloneIsBoth() {
        FieldType rates = FieldType.parse("rate", FieldType.Many.PAIR);
        assertThat(TypeCheck.accepts(rates, "10M/2.5G")).isTrue();
        assertThat(TypeCheck.accepts(rates, "10M")).isTrue();
        assertThat(TypeCheck.accepts(rates, "10M/fast")).isFalse();
        assertThat(TypeCheck.accepts(rates, "10M/20M/30M")).isFalse();
        assertThat(Expectation.of(rates)).isEqualTo("bits a second such as 10M, or two with a slash between them");
    }

    /** Routers take {@code connection-state=!new,invalid}, but {@code connection-state=new,!invalid} of lists of flags only. */
    @Test
    void anExclamationMarkIsThatOfTheWholeOrOfEachItem() {
        String states = "enum!(established|invalid|new)";
        FieldType whole = FieldType.parse(states, FieldType.Many.SET);
        FieldType each = FieldType.parse(states, FieldType.Many.FLAGS);
        assertThat(TypeCheck.accepts(whole, "!new,invalid")).isTrue();
        assertThat(TypeCheck.accepts(whole, "new,!invalid")).isFalse();
        assertThat(TypeCheck.accepts(each, "new,!invalid")).isTrue();
        assertThat(TypeCheck.accepts(each, "!,new,!invalid")).isTrue();
        assertThat(TypeCheck.accepts(each, "new,!gone")).isFalse();
    }

    /** As routers print values, and in the form in which mkrun compares them. */
    @ParameterizedTest
    @EnumSource(FieldType.Base.class)
    void whateverARouterGivesBackIsTaken(FieldType.Base base) {
        Random random = new Random(base.ordinal());
        for (int i = 0; i < TRIES; i++) {
            FieldType type = randomType(base, random);
            String printed = type.list()
                    ? IntStream.range(0, 1 + random.nextInt(3))
                            .mapToObj(n -> printed(type, random))
                            .collect(Collectors.joining(","))
                    : printed(type, random);
            assertThat(TypeCheck.accepts(type, printed))
                    .as("%s: %s", type, printed)
                    .isTrue();
            String normal = Values.normal(type, printed);
            assertThat(TypeCheck.accepts(type, normal))
                    .as("%s: %s", type, normal)
                    .isTrue();
        }
    }

    @Test
    void whatOurTablesSayOfValuesIsTaken() {
        List<String> refused = new ArrayList<>();
        for (Menu menu : Menus.standard().all()) {
            for (Field field : menu.fields()) {
                field.defaultValue()
                        .filter(value -> !TypeCheck.accepts(field.type(), value))
                        .ifPresent(value -> refused.add(menu.path() + " " + field.name() + "=" + value));
                field.formerNames().stream()
                        .flatMap(former -> former.values().keySet().stream())
                        .filter(value -> !TypeCheck.accepts(field.type(), value))
                        .forEach(value -> refused.add(menu.path() + " " + field.name() + "=" + value));
            }
        }
        assertThat(refused).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ip(v4), 10.0.0.1, 2001:db8::1",
        "ip(v6), ::1, 10.0.0.1",
        "cidr(v6), 2001:db8::1/64, 10.0.0.1/24",
        "prefix(v4), 10.0.0.0/8, 2001:db8::/32",
        "match!(v4), !10.0.0.1-10.0.0.9, !2001:db8::1",
        "match!(v6), !2001:db8::/32, !10.0.0.0/8",
        "entry(v4), fe80.example.net, fe80::1",
        "entry(v6), vpn-1.example.net, 2001:db8::1-2001:db8::9"
    })
    void addressesAreOfTheirFamily(String type, String taken, String refused) {
        assertThat(TypeCheck.accepts(type(type), taken)).isTrue();
        assertThat(TypeCheck.accepts(type(type), refused)).isFalse();
    }

    @Test
    void saysWhatATypeTakes() {
        assertThat(Expectation.of(type("int(1..4094)"))).isEqualTo("a whole number from 1 to 4094");
        assertThat(Expectation.of(type("int(0..65535|auto)"))).isEqualTo("a whole number from 0 to 65535, or auto");
        assertThat(Expectation.of(type("int!(0..255|tcp|udp|icmp|gre)")))
                .isEqualTo("a whole number from 0 to 255, or a word such as tcp");
        assertThat(Expectation.of(type("form((in|out),\\d+)"))).isEqualTo("a text of the form (in|out),\\d+");
        assertThat(Expectation.of(type("limit")))
                .isEqualTo("how often, such as 10,5:packet or 10/1m,5,src-address/1m40s");
        assertThat(Expectation.of(type("ip(v4)"))).isEqualTo("an IPv4 address");
        assertThat(Expectation.of(type("cidr(v6)")))
                .isEqualTo("an IPv6 address with prefix length, such as 2001:db8::1/64");
        assertThat(Expectation.of(type("prefix(v6)"))).isEqualTo("a network such as 2001:db8::/64");
        assertThat(Expectation.of(type("match(v4)"))).isEqualTo("an IPv4 address, a network or a range of addresses");
        assertThat(Expectation.of(type("enum(none|stp)"))).isEqualTo("one of none, stp");
    }

    private static FieldType randomType(FieldType.Base base, Random random) {
        List<String> words = base == FieldType.Base.REF
                ? List.of("all-vlan")
                : base == FieldType.Base.ENUM || base != FieldType.Base.MAC && random.nextBoolean()
                        ? List.of("auto", "none")
                        : List.of();
        FieldType.Many[] many = Stream.of(FieldType.Many.values())
                .filter(m -> m != FieldType.Many.PAIR)
                .toArray(FieldType.Many[]::new);
        boolean ranged = base == FieldType.Base.INT && random.nextBoolean();
        return new FieldType(
                base,
                BY_COMMAS.contains(base) ? FieldType.Many.ONE : many[random.nextInt(many.length)],
                random.nextInt(3) == 0,
                words,
                Map.of(),
                base == FieldType.Base.REF ? List.of("/interface") : List.of(),
                ranged ? 0 : Long.MIN_VALUE,
                ranged ? 4_294_967_295L : Long.MAX_VALUE,
                base == FieldType.Base.FORM ? "(a|b):\\d+" : "",
                FieldType.Family.ANY,
                Set.of());
    }

    private static String printed(FieldType type, Random random) {
        String sign = type.negatable() && type.many() != FieldType.Many.SET && random.nextInt(4) == 0 ? "!" : "";
        List<String> words = type.words();
        if (!words.isEmpty() && (type.base() == FieldType.Base.ENUM || random.nextInt(4) == 0)) {
            return sign + words.get(random.nextInt(words.size()));
        }
        return sign + value(type.base(), random);
    }

    private static String value(FieldType.Base base, Random random) {
        return switch (base) {
            case STRING, ANY -> "text " + random.nextInt();
            case FORM -> "b:" + random.nextInt(9);
            case REF -> "ether" + random.nextInt(9);
            case HOST, ENTRY -> random.nextBoolean() ? "ntp" + random.nextInt(9) + ".example.net" : "192.0.2.1";
            case RANGE -> random.nextBoolean() ? "" + random.nextInt(4094) : "10-" + (10 + random.nextInt(99));
            case RATE -> random.nextBoolean() ? random.nextInt(100) + "M" : "" + random.nextInt(1_000_000_000);
            case DECIMAL -> random.nextInt(9) + "." + random.nextInt(100);
            case DATE -> (random.nextBoolean() ? "2026-03-" + (10 + random.nextInt(18)) : "mar/28/2026");
            case LIMIT -> random.nextInt(100) + (random.nextBoolean() ? "/1m" + random.nextInt(59) + "s,5:bit" : "k,7");
            case HOURS -> random.nextInt(12) + "h-" + (12 + random.nextInt(12)) + "h30m,sun,fri";
            case PATH -> (random.nextBoolean() ? "/" : "") + "usb1/a" + random.nextInt(9);
            case BOOL, SWITCH -> random.nextBoolean() ? "true" : "no";
            case ENUM -> "";
            case INT ->
                random.nextBoolean()
                        ? Long.toString(random.nextInt(1 << 30))
                        : "0x" + Integer.toHexString(random.nextInt(65536));
            case TIME -> time(random);
            case SIZE, PAGES, KIB -> size(random);
            case IP -> random.nextBoolean() ? ipv4(random) : ipv6(random);
            case CIDR, PREFIX -> network(random);
            case MATCH -> random.nextBoolean() ? network(random) : "10.0.0.1-" + (11 + random.nextInt(99)) + ".0.0.1";
            case PORTS -> random.nextInt(65536) + (random.nextBoolean() ? "" : "," + random.nextInt(99) + "-65535");
            case MAC -> mac(random);
        };
    }

    private static String time(Random random) {
        String days = random.nextBoolean() ? "" : random.nextInt(9) + "w" + random.nextInt(7) + "d";
        return random.nextBoolean()
                ? String.format(
                        Locale.ROOT,
                        "%s%02d:%02d:%02d",
                        days,
                        random.nextInt(24),
                        random.nextInt(60),
                        random.nextInt(60))
                : days + random.nextInt(24) + "h" + random.nextInt(60) + "s" + random.nextInt(1000) + "ms";
    }

    private static String size(Random random) {
        return random.nextBoolean()
                ? Long.toString(random.nextLong() >>> 16)
                : random.nextInt(9999) + "." + random.nextInt(9)
                        + List.of("KiB", "MiB", "GiB").get(random.nextInt(3));
    }

    private static String ipv4(Random random) {
        return IntStream.range(0, 4).mapToObj(i -> "" + random.nextInt(256)).collect(Collectors.joining("."));
    }

    private static String ipv6(Random random) {
        return random.nextBoolean()
                ? "2001:db8::" + Integer.toHexString(random.nextInt(65536))
                : "fe80::" + Integer.toHexString(random.nextInt(65536));
    }

    private static String network(Random random) {
        return random.nextBoolean()
                ? ipv4(random) + "/" + random.nextInt(33)
                : "2001:db8:" + Integer.toHexString(random.nextInt(65536)) + "::/" + random.nextInt(129);
    }

    private static String mac(Random random) {
        return IntStream.range(0, 6)
                .mapToObj(i -> String.format(Locale.ROOT, "%02X", random.nextInt(256)))
                .collect(Collectors.joining(":"));
    }
}
