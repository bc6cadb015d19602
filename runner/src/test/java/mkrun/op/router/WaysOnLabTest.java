package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mkrun.lab.LabWay;
import mkrun.target.TargetException;
import mkrun.task.Outcome;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What shuts the way by which somebody comes to a router is never made without being guarded, whichever way that is. */
@Timeout(60)
class WaysOnLabTest {
    private static final String OTHER_KEY = "QMTM8rZ8cKz9l5nRC0e1Lr6v4mQ3bZ0ZcJx3Xo9w8EE=";

    private final GuardedRuns runs = new GuardedRuns();

    @TempDir
    Path dir;

    /** Rows of others are taken over, since that is whose the way is. */
    private static RouterEntry entry(String menu, String key, String set) {
        return new RouterEntry(menu, fields(key), fields(set), "m", true, true);
    }

    private static Map<String, Object> fields(String words) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String word : words.isEmpty() ? new String[0] : words.split(" ")) {
            String[] pair = word.replace("KEY", OTHER_KEY).split("=", 2);
            fields.put(pair[0], pair[1]);
        }
        return fields;
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", textBlock = """
                    LINK      | /ip/route                       | dst-address=192.0.2.2/32 gateway=192.0.2.77 | -
                    LINK6     | /ipv6/firewall/filter           | chain=input action=drop protocol=icmpv6 | -
                    GATEWAY   | /ip/route                       | dst-address=0.0.0.0/0 gateway=192.0.2.1 | disabled=yes
                    GATEWAY   | /ip/route                       | dst-address=198.51.100.0/24 gateway=192.0.2.3 | -
                    GATEWAY   | /ip/route                       | dst-address=0.0.0.0/0 gateway=192.0.2.3 | -
                    GATEWAY   | /ip/address                     | address=198.51.100.1/24 interface=ether1 | -
                    GATEWAY   | /ip/firewall/raw                | chain=prerouting action=drop src-address=198.51.100.0/24 | -
                    GATEWAY6  | /ipv6/firewall/filter           | chain=input action=drop src-address=2001:db8:1::/48 | -
                    GATEWAY6  | /ipv6/firewall/filter           | chain=input action=drop protocol=icmpv6 src-address=2001:db8::/64 | -
                    VLAN      | /interface/vlan                 | name=vlan10                                 | vlan-id=11
                    VLAN      | /interface/bridge/vlan          | bridge=bridge vlan-ids=10                   | tagged=bridge
                    VLAN      | /interface/bridge               | name=bridge                                 | ether-type=0x88a8
                    VLAN      | /interface/bridge/port          | interface=ether1                            | bridge=bridge tag-stacking=yes
                    WIREGUARD | /interface/wireguard            | name=wireguard1                             | listen-port=13232
                    WIREGUARD | /interface/wireguard/peers      | interface=wireguard1 public-key=KEY         | allowed-address=203.0.113.2/32
                    WIREGUARD | /ip/firewall/filter             | chain=input action=drop protocol=udp dst-port=13231 | -
                    WIREGUARD | /ip/firewall/raw                | chain=prerouting action=drop src-address=198.51.100.2 | -
                    WIREGUARD | /ip/firewall/nat                | chain=dstnat action=dst-nat to-addresses=172.17.0.2 protocol=udp | -
                    WIREGUARD | /ip/route                       | dst-address=198.51.100.0/24 gateway=192.0.2.3 | -
                    WIREGUARD | /ip/address                     | address=192.0.2.10/24 interface=ether1      | disabled=yes
                    """)
    void whatShutsTheWayIsGuarded(LabWay way, String menu, String key, String set) throws Exception {
        RouterEntry entry = entry(menu, key, set.equals("-") ? "" : set);
        for (String version : new String[] {"7.9.2", "7.24"}) {
            try (LabPlay play = new LabPlay(dir, version, "arm64", config -> config.withWay(way))) {
                assertThat(GuardedRuns.commands(
                                runs.run(play, entry, Optional.empty(), GuardedRuns.options(true, true))))
                        .anyMatch(command -> command.startsWith("/system/scheduler/add "));
                runs.run(play, entry, Optional.empty(), GuardedRuns.options(false, false));
                assertThatThrownBy(play::connect).isInstanceOf(TargetException.class);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", textBlock = """
                    GATEWAY   | /ip/route            | dst-address=198.51.100.0/24 gateway=192.0.2.1
                    VLAN      | /interface/bridge/vlan | bridge=bridge vlan-ids=20 tagged=ether1
                    WIREGUARD | /ip/route            | dst-address=198.51.100.0/24 gateway=192.0.2.1
                    """)
    void whatLeavesItOpenIsConfirmed(LabWay way, String menu, String key) throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64", config -> config.withWay(way))) {
            Outcome done = runs.run(play, entry(menu, key, ""), Optional.empty());
            assertThat(GuardedRuns.commands(done)).hasSize(3);
            assertThat(play.rows("/system/scheduler")).isEmpty();
            assertThat(runs.run(play, entry(menu, key, ""), Optional.empty())).isInstanceOf(Outcome.Ok.class);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", textBlock = """
                    GATEWAY   | /ip/route            | dst-address=203.0.113.0/24 gateway=192.0.2.3
                    GATEWAY   | /ip/firewall/nat     | chain=dstnat action=dst-nat to-addresses=172.17.0.2 protocol=tcp dst-port=8080
                    WIREGUARD | /ip/firewall/nat     | chain=dstnat action=dst-nat to-addresses=172.17.0.2 protocol=udp dst-port=53
                    WIREGUARD | /ip/firewall/filter  | chain=input action=drop protocol=udp dst-port=53
                    WIREGUARD | /interface/wireguard | name=wireguard2 listen-port=13299
                    """)
    void whatIsNotOnTheWayIsJustDone(LabWay way, String menu, String key) throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64", config -> config.withWay(way))) {
            assertThat(GuardedRuns.commands(runs.run(play, entry(menu, key, ""), Optional.empty())))
                    .hasSize(1);
            play.connect().close();
        }
    }
}
