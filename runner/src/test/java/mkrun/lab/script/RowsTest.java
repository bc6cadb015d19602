package mkrun.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {
    private final TestConsole console = new TestConsole("7.22.3");

    private void rules() {
        for (String name : new String[] {"a", "b", "c"}) {
            console.given("/ip/firewall/nat/add chain=srcnat action=accept comment=" + name);
        }
    }

    private List<String> order() {
        return console.state().table("/ip/firewall/nat").rows().stream()
                .map(r -> r.text("comment"))
                .toList();
    }

    @Test
    void addedRowsHaveDefaultsAndWhatTheRouterWorksOut() {
        console.given("/ip/address/add address=172.17.0.1/24 interface=ether1");
        assertThat(console.row("/ip/address", "*1"))
                .containsEntry("network", "172.17.0.0")
                .containsEntry("actual-interface", "ether1")
                .containsEntry("disabled", "false");
    }

    /** A port of a bridge, a VLAN's members and a peer are about an interface that stays when they go. */
    @Test
    void whatIsAboutAnInterfaceDoesNotTakeItAlong() {
        console.given(
                "/interface/bridge/add name=br",
                "/interface/veth/add name=other",
                "/ip/address/add address=10.1.1.1/24 interface=ether1",
                "/ip/address/add address=10.1.2.1/24 interface=br",
                "/interface/bridge/port/add interface=ether1 bridge=br",
                "/interface/bridge/vlan/add bridge=br vlan-ids=7",
                "/interface/list/add name=WAN",
                "/interface/list/member/add list=WAN interface=ether1",
                "/interface/bridge/port/set [find] interface=other",
                "/interface/bridge/port/remove [find]",
                "/interface/bridge/vlan/remove [find]",
                "/interface/list/member/remove [find]");
        assertThat(console.put("[/ip/address/get *1 interface]")).isEqualTo("ether1");
        assertThat(console.put("[/ip/address/get *2 interface]")).isEqualTo("br");
        console.given("/interface/bridge/remove br");
        assertThat(console.put("[/ip/address/get *2 interface]")).startsWith("*");
    }

    @Test
    void nothingMovesBeforeItself() {
        rules();
        assertThat(console.run("/ip/firewall/nat/move [find comment=a] [find comment=a]"))
                .isEqualTo("failure: can not move object before itself (/ip/firewall/nat/move; line 1)\r\n");
        assertThat(order()).containsExactly("a", "b", "c");
    }

    @Test
    void setChangesOnlyWhatIsGiven() {
        console.given("/interface/bridge/add name=br comment=x", "/interface/bridge/set br mtu=1400");
        assertThat(console.put("[/interface/bridge/get br comment]")).isEqualTo("x");
        assertThat(console.put("[/interface/bridge/get br mtu]")).isEqualTo("1400");
        console.given("/interface/bridge/set [find name=br] comment=\"\"");
        assertThat(console.put("[/interface/bridge/find where comment=x]")).isEmpty();
    }

    @Test
    void rowsAreMeantByIdNameFoundIdsOrPrintedNumber() {
        console.given("/interface/bridge/add name=a", "/interface/bridge/add name=b", "/interface/bridge/add name=c");
        console.given("/interface/bridge/remove a", "/interface/bridge/remove *3");
        assertThat(console.run("/interface/bridge/remove 0")).startsWith("no such item");
        Session session = console.interpreter().session();
        StringBuilder out = new StringBuilder();
        session.execute("/interface/bridge/print", s -> {});
        session.execute("/interface/bridge/remove 0", out::append);
        assertThat(out).isEmpty();
        assertThat(console.state().table("/interface/bridge").rows()).isEmpty();
        assertThat(console.run("/interface/bridge/remove gone"))
                .isEqualTo("no such item (/interface/bridge/remove; line 1)\r\n");
    }

    @Test
    void getWantsOneRow() {
        console.given("/interface/bridge/add name=a", "/interface/bridge/add name=b");
        assertThat(console.run(":put [/interface/bridge/get [find name=none] name]"))
                .isEqualTo("no such item (/interface/bridge/get; line 1)\r\n");
        assertThat(console.run(":put [/interface/bridge/get [find] name]"))
                .isEqualTo("invalid internal item number (/interface/bridge/get; line 1)\r\n");
        assertThat(console.run(":put [/interface/bridge/get a nope]"))
                .isEqualTo("input does not match any value of value-name\r\n");
        assertThat(new TestConsole("7.24").run(":put [/system/identity/get nope]"))
                .isEqualTo("input does not match any value of value-name"
                        + " (/system/identity/get (value-name); line 1)\r\n");
    }

    @Test
    void orderedRowsKeepTheirPlaces() {
        rules();
        console.given("/ip/firewall/nat/add chain=srcnat action=accept comment=d place-before=[find comment=b]");
        assertThat(order()).containsExactly("a", "d", "b", "c");
        console.given("/ip/firewall/nat/move [find comment=c] destination=[find comment=a]");
        assertThat(order()).containsExactly("c", "a", "d", "b");
        console.given("/ip/firewall/nat/disable [find comment~\"[ab]\"]");
        assertThat(console.put("[:len [/ip/firewall/nat/find where disabled]]")).isEqualTo("2");
        console.given("/ip/firewall/nat/enable [find comment=a]");
        assertThat(console.put("[:len [/ip/firewall/nat/find where !disabled]]"))
                .isEqualTo("3");
    }

    @Test
    void newNamesAreFollowedAndLostOnesBecomeIds() {
        console.given(
                "/interface/bridge/add name=br",
                "/interface/veth/add name=v",
                "/interface/bridge/port/add bridge=br interface=v",
                "/interface/bridge/set br name=lan");
        assertThat(console.row("/interface/bridge/port", "*1")).containsEntry("bridge", "lan");
        console.given("/interface/veth/remove v");
        assertThat(console.row("/interface/bridge/port", "*1")).containsEntry("interface", "*3");
    }

    @Test
    void interfacesOfAllKindsAreOneListWithOneSpaceOfNames() {
        console.given("/interface/bridge/add name=br", "/interface/veth/add name=v address=172.17.0.2/24,fd00::2/64");
        assertThat(console.put("[/interface/find]")).isEqualTo("*1;*2;*3");
        assertThat(console.put("[/interface/veth/find]")).isEqualTo("*3");
        assertThat(console.put("[/interface/get v type]")).isEqualTo("veth");
        assertThat(console.put("[/interface/veth/get v address]")).isEqualTo("172.17.0.2/24;fd00::2/64");
        assertThat(console.run("/interface/veth/add name=br")).contains("already have interface with such name");
        assertThat(console.run("/interface/set v name=ether1")).contains("already have interface with such name");
    }

    @Test
    void namesAreNeverTakenAway() {
        console.given("/interface/bridge/add name=br");
        assertThat(console.run("/interface/bridge/set br name=\"\"")).isEqualTo("invalid value for argument name\r\n");
        assertThat(console.put("[/interface/bridge/find name=br]")).isEqualTo("*2");
    }

    @Test
    void stateSurvivesAsPlainData() {
        console.given("/interface/bridge/add name=b", "/interface/bridge/add name=c", "/interface/bridge/remove c");
        RouterState copy = RouterState.of(console.state().data());
        assertThat(copy.data()).isEqualTo(console.state().data());
        Interpreter again = new Interpreter(copy, time -> {});
        assertThat(again.execute(":put [/interface/bridge/add name=d]")).isEqualTo("*4\r\n");
    }

    @Test
    void changesAreToldAndReadingIsNot() {
        int[] changes = new int[1];
        console.state().onChange(() -> changes[0]++);
        console.run("/interface/bridge/print; :put [/interface/find]; /interface/bridge/add name=");
        assertThat(changes[0]).isZero();
        console.run("/interface/bridge/add name=x");
        assertThat(changes[0]).isEqualTo(1);
    }
}
