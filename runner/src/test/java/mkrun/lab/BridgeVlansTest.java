package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import mkrun.lab.runc.Topology;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which bridges of the kernel stand for the VLANs of a router's, without a kernel. */
class BridgeVlansTest extends OnPlayedContainers {
    private Machine machine;

    @BeforeEach
    void bridge() throws IOException {
        machine = open(config("7.23.3"));
        given(
                "/interface/bridge/add name=br vlan-filtering=yes",
                "/interface/veth/add name=a address=10.0.1.2/24 gateway=10.0.1.1",
                "/interface/veth/add name=b address=10.0.20.2/24 gateway=10.0.20.1",
                "/interface/vlan/add name=v20 interface=br vlan-id=20",
                "/ip/address/add address=10.0.1.1/24 interface=br",
                "/ip/address/add address=10.0.20.1/24 interface=v20",
                "/interface/bridge/port/add bridge=br interface=a",
                "/interface/bridge/port/add bridge=br interface=b pvid=20",
                "/interface/bridge/vlan/add bridge=br vlan-ids=15-20,30 tagged=br");
    }

    private void given(String... lines) {
        for (String line : lines) {
            assertThat(run(machine, line)).as(line).isEmpty();
        }
    }

    private Topology topology() {
        synchronized (machine.state()) {
            return new RouterLinks(machine.state()).topology();
        }
    }

    private String link(String menu, String name) {
        String id = run(machine, ":put [" + menu + "/find name=" + name + "]").strip();
        return menu.equals("/interface/bridge") ? "b" + id.substring(1) : "v" + id.substring(1);
    }

    private void ports(String a, String b) {
        assertThat(topology().ports())
                .hasSize(a.isEmpty() || b.isEmpty() ? 1 : 2)
                .satisfies(ports -> assertThat(ports.getOrDefault(link("/interface/veth", "a"), ""))
                        .isEqualTo(a))
                .satisfies(ports -> assertThat(ports.getOrDefault(link("/interface/veth", "b"), ""))
                        .isEqualTo(b));
    }

    @Test
    void eachVlanHasABridgeWithTheAddressesOfItsInterface() {
        String own = link("/interface/bridge", "br");
        ports(own, own + ".20");
        assertThat(topology().bridges()).contains(own, own + ".20");
        assertThat(topology().addresses())
                .containsEntry(own, List.of("10.0.1.1/24"))
                .containsEntry(own + ".20", List.of("10.0.20.1/24"));
        given("/interface/bridge/set br vlan-filtering=no");
        ports(own, own);
        assertThat(topology().addresses())
                .as("nobody sends with a tag")
                .containsEntry(own, List.of("10.0.1.1/24"))
                .doesNotContainKey(own + ".20");
    }

    @Test
    void theBridgeIsAPortOfItsOwn() {
        String own = link("/interface/bridge", "br");
        given("/interface/bridge/set br frame-types=admit-only-vlan-tagged");
        ports(own + ".1", own + ".20");
        given("/interface/bridge/set br frame-types=admit-all pvid=20");
        assertThat(topology().addresses())
                .as("tagged in its own VLAN")
                .containsEntry(own + ".20", List.of("10.0.20.1/24"));
        given("/interface/bridge/vlan/set [find] tagged=\"\"");
        ports(own + ".1", own);
        assertThat(topology().addresses()).doesNotContainKey(own + ".20");
    }

    @Test
    void whoIsNoTaggedMemberOrTagsByHimselfIsNotFollowed() {
        String own = link("/interface/bridge", "br");
        for (String change : List.of(
                "/interface/bridge/vlan/disable [find]",
                "/interface/bridge/vlan/set [find] vlan-ids=30",
                "/interface/vlan/set v20 use-service-tag=yes",
                "/interface/vlan/set v20 disabled=yes",
                "/interface/vlan/set v20 interface=ether1")) {
            given(change);
            assertThat(topology().addresses()).as(change).doesNotContainKey(own + ".20");
            given("/undo");
            assertThat(topology().addresses()).containsKey(own + ".20");
        }
        given("/interface/bridge/vlan/set [find] tagged=br,b");
        ports(own, "");
        given("/interface/bridge/port/set [find interface=a] tag-stacking=yes", "/interface/bridge/vlan/remove [find]");
        ports("", own + ".20");
    }
}
