package mkrun.routeros;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {
    private static FieldType type(String menu, String field) {
        return Menus.standard()
                .menu(menu)
                .orElseThrow()
                .field(field)
                .orElseThrow()
                .type();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "/ip/firewall/nat, src-address, 1.2.3.4/32, 1.2.3.4",
                "/ip/firewall/nat, src-address, !1.2.3.4/32, !1.2.3.4",
                "/ip/address, disabled, no, false",
                "/interface/bridge, priority, 0x8000, 32768",
                "/interface/bridge, ageing-time, 5m, 00:05:00",
                "/ip/dns, cache-max-ttl, 1w, 7d",
                "/ip/dns, cache-max-ttl, 604800, 1w",
                "/ip/dns, doh-timeout, 1500ms, 1s500ms",
                "/ip/dns, cache-size, 2048, 2048KiB",
                "/ip/dns, cache-size, 2M, 2048",
                "/container, memory-high, 64M, 64.0MiB",
                "/container, memory-high, unlimited, unlimited",
                "/container, root-dir, /usb1/web, usb1/web",
                "/container/mounts, src, usb1/data/, /usb1/data",
                "/interface/veth, mac-address, aa-bb-cc-00-11-22, AA:BB:CC:00:11:22",
                "/ip/dns, servers, \"1.1.1.1, 8.8.8.8\", \"1.1.1.1,8.8.8.8\""
            })
    void sameThingsSaidDifferently(String menu, String field, String one, String other) {
        assertThat(Values.same(type(menu, field), one, other)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/ip/firewall/nat, src-address, 1.2.3.4/24, 1.2.3.4",
        "/ip/address, address, 172.17.0.1/24, 172.17.0.0/24",
        "/interface/bridge, ageing-time, 5m, 5s",
        "/ip/dns, cache-size, 2048, 2097152",
        "/container, name, Web, web",
        "/container, root-dir, usb1/web, usb2/web"
    })
    void differentThingsStayDifferent(String menu, String field, String one, String other) {
        assertThat(Values.same(type(menu, field), one, other)).isFalse();
    }

    @Test
    void whatIsNoSizeOrTimeIsNone() {
        assertThat(Values.bytes("lots")).isEmpty();
        assertThat(Values.bytes("999999999999999T")).isEmpty();
        assertThat(Values.millis("")).isEmpty();
        assertThat(Values.millis("soon")).isEmpty();
        assertThat(Values.millis("1w2d03:04:05")).hasValue((((9 * 24) + 3) * 3600 + 4 * 60 + 5) * 1000L);
    }
}
