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
                "/ip/firewall/filter, limit, \"10,5\", \"10/1s,5:packet\"",
                "/ip/address, disabled, no, false",
                "/interface/bridge, priority, 0x8000, 32768",
                "/interface/bridge, ageing-time, 5m, 00:05:00",
                "/ip/dns, cache-max-ttl, 1w, 7d",
                "/ip/dns, cache-max-ttl, 604800, 1w",
                "/ip/dns, doh-timeout, 1500ms, 1s500ms",
                "/ip/dns, cache-size, 2048, 2048KiB",
                "/ip/dns, cache-size, 2M, 2048",
                "/container, memory-high, 64M, 64.0MiB",
                "/disk, tmpfs-max-size, 100000000, 100003840",
                "/container, memory-high, unlimited, unlimited",
                "/container, root-dir, /usb1/web, usb1/web",
                "/container/mounts, src, usb1/data/, /usb1/data",
                "/interface/veth, mac-address, aa-bb-cc-00-11-22, AA:BB:CC:00:11:22",
                "/ip/dns, servers, \"1.1.1.1, 8.8.8.8\", \"1.1.1.1,8.8.8.8\"",
                "/ip/dns, servers, 2620:FE:0:0::FE, 2620:fe::fe",
                "/ipv6/address, address, FD00:0000:0:10::1/64, fd00:0:0:10::1/64",
                "/ip/address, address, 192.0.2.1/255.255.255.0, 192.0.2.1/24",
                "/ip/route, dst-address, 192.0.2.9/24, 192.0.2.0/24",
                "/user, address, \"2001:DB8:0::/32,192.0.2.1\", \"192.0.2.1/32,2001:db8::/32\"",
                "/ip/firewall/filter, src-address, !192.0.2.5/24, !192.0.2.0/24",
                "/ipv6/firewall/filter, src-address, 2001:DB8:0:0::1/128, 2001:db8::1",
                "/ip/firewall/address-list, address, 192.0.2.1-192.0.2.1, 192.0.2.1",
                "/ip/firewall/address-list, address, 2001:DB8::1-2001:db8:0::9, 2001:db8::1-2001:db8::9",
                "/ip/firewall/address-list, address, 192.0.2.0-192.0.2.255, 192.0.2.0/24",
                "/ip/firewall/address-list, address, 192.0.2.4-192.0.2.7, 192.0.2.5/30",
                "/interface/bridge/port, priority, 128, 0x80",
                "/ip/route, gateway, FE80:0::1%lan, fe80::1%lan",
                "/ip/firewall/address-list, address, Nas.Example.net, nas.example.net",
                "/ip/firewall/filter, dst-port, \"443, 80-82\", \"80-82,443\"",
                "/ip/firewall/filter, dst-port, !80-80, !80",
                "/interface/bridge/vlan, vlan-ids, \"30,10,11,12\", \"10-12,30\"",
                "/system/scheduler, start-time, 03:05, 03:05:00",
                "/ip/dns/static, ttl, 1d, 1970-01-02 00:00:00",
                "/ip/dns, cache-max-ttl, 1w2h, 1970-01-08 02:00:00",
                "/ip/firewall/filter, limit, \"10,5\", \"10,5:packet\"",
                "/ip/firewall/filter, limit, \"1k/1s,5:packet\", \"1000,5:packet\"",
                "/ip/firewall/filter, limit, \"!10,5\", \"!10/1s,5:packet\"",
                "/ip/firewall/filter, time, \"!8h-9h,tue,mon\", \"!08:00-09:00,mon,tue\"",
                "/ip/firewall/filter, dst-limit, \"1/60,5,src-address/100s\", \"1/1m,5,src-address/1m40s\"",
                "/ip/firewall/filter, time, \"08:00:00-17h,tue,mon\", \"8h-17h,mon,tue\"",
                "/queue/simple, time, \"0s-24h,sun,mon\", \"0s-1d,sun,mon\"",
                "/queue/simple, priority, 8, 8/8",
                "/queue/simple, queue, default, default/default",
                "/queue/simple, bucket-size, 0.10, 0.1/0.1",
                "/queue/simple, max-limit, 10M, 10000000/10M",
                "/queue/simple, burst-time, 60s, 1m/00:01:00",
                "/queue/simple, total-bucket-size, 2.0, 2",
                "/system/scheduler, start-date, 2026-01-31, jan/31/2026",
                "/system/clock, date, Jan/31/2026, 2026-01-31",
                "/ip/firewall/filter, protocol, 6, tcp",
                "/ip/firewall/filter, protocol, !udp, !17",
                "/ip/firewall/filter, tcp-flags, \"!syn,ack,fin\", \"fin,ack,!syn\"",
                "/ip/firewall/filter, connection-state, \"!new,established\", \"!established,new\"",
                "/system/logging, topics, \"!debug,info\", \"info,!debug\"",
                "/user/group, policy, \"read,ssh\", \"ssh,read,!local,!telnet\"",
                "/interface/bridge, mtu, auto, 0",
                "/interface/bridge/port, horizon, 0, none",
                "/interface/veth, mac-address, 0:1:2:a:b:c, 00:01:02:0A:0B:0C",
                "/interface/veth, mac-address, 0001020a0b0c, 00:01:02:0A:0B:0C"
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
        "/ip/firewall/filter, dst-port, 80, !80",
        "/ip/firewall/filter, protocol, 6, udp",
        "/ip/firewall/filter, limit, '10,5:bit', '10,5:packet'",
        "/ip/firewall/filter, limit, '10/1m,5', '10,5'",
        "/ip/firewall/filter, time, '8h-17h,mon', '8h-17h,tue'",
        "/queue/simple, priority, 8, 8/7",
        "/system/scheduler, start-date, 2026-01-31, jan/30/2026",
        "/ip/firewall/filter, tcp-flags, syn, !syn",
        "/ip/firewall/filter, limit, '10,5', '10/1m,5'",
        "/ip/firewall/filter, limit, '10,5', '10,5:bit'",
        "/ip/firewall/filter, connection-state, new, !new",
        "/user/group, policy, read, write",
        "/ip/dns/static, ttl, 1d, 1970-01-03 00:00:00",
        "/ip/firewall/filter, dst-port, 80-90, 80",
        "/ip/dns, doh-timeout, 250us, 0s",
        "/ip/route, dst-address, 192.0.2.0/24, 192.0.2.0/25",
        "/container, root-dir, usb1/web, usb2/web",
        "/ip/firewall/address-list, address, 192.0.2.1-192.0.2.254, 192.0.2.0/24",
        "/ip/firewall/address-list, address, 192.0.2.4-192.0.2.11, 192.0.2.4/29",
        "/queue/simple, target, LAN, lan",
        "/ip/route, gateway, LAN, lan"
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
