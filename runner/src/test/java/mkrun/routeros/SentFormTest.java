package mkrun.routeros;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentFormTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "bool, ONE, true, yes",
                "bool, ONE, no, no",
                "prefix, SET, \"192.0.2.7, 198.51.100.9/24\", \"192.0.2.7/32,198.51.100.0/24\"",
                "prefix(/interface), SET, Br-LAN, Br-LAN",
                "prefix, ONE, 2001:DB8:0::1/64, 2001:db8::/64",
                "cidr, ONE, 192.0.2.1/255.255.255.0, 192.0.2.1/24",
                "cidr, ONE, 192.0.2.1, 192.0.2.1",
                "mac, ONE, 0-1-2-aa-bb-cc, 00:01:02:AA:BB:CC",
                "mac!, ONE, !000102aabbcc, !00:01:02:AA:BB:CC",
                "ports, ONE, \"80, 443\", \"80,443\"",
                "size, ONE, 64M, 67108864",
                "pages, ONE, 100M, 104857600",
                "kib, ONE, 4M, 4096",
                "kib, ONE, 2500, 2500",
                "size, ONE, 1.5GiB, 1610612736",
                "size(unlimited), ONE, unlimited, unlimited",
                "rate, PAIR, 10M/2.5M, 10M/2500000",
                "rate, PAIR, 10M, 10M/10M",
                "int(1..8), PAIR, 8, 8/8",
                "date, ONE, jan/31/2026, 2026-01-31",
                "limit, ONE, \"10/00:01, 5,src-address/0:5:0\", \"10/60s,5,src-address/300s\"",
                "hours, ONE, \"8:00-17h30m,tue,mon\", \"28800s-17h30m,mon,tue\"",
                "limit, ONE, \"10, 5\", \"10,5\"",
                "time, ONE, 1h30m, 1h30m",
                "time, ONE, 00:05, 300s",
                "time, ONE, 1.5s, 1s500ms",
                "time(none), ONE, none, none",
                "match, ONE, !192.0.2.0/24, !192.0.2.0/24",
                "match, ONE, !192.0.2.7/255.255.255.0, !192.0.2.0/24",
                "match, ONE, 192.0.2.1-192.0.2.9, 192.0.2.1-192.0.2.9",
                "entry, ONE, 10.0.0.0/255.0.0.0, 10.0.0.0/8",
                "entry, ONE, nas.example.net, nas.example.net",
                "string, ONE, \"a, b\", \"a, b\"",
                "string, SET, \"read, write\", \"read,write\""
            })
    void isOneThatEveryRouterTakes(String type, FieldType.Many many, String value, String sent) {
        assertThat(SentForm.of(FieldType.parse(type, many), value)).isEqualTo(sent);
    }
}
