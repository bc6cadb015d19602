package mkrun.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code /undo} and {@code /redo} do, and what the history says of it. */
class HistoryTest {
    private static final String NOTHING = "failure: nothing to undo (:undo; line 1)\r\n";

    private final TestConsole console = new TestConsole("7.22.3");

    /** All rows with their ids and values, in their order; and what an export says of them. */
    static String all(TestConsole console) {
        Map<String, Object> tables = new TreeMap<>();
        console.state().data().tables().forEach((menu, table) -> tables.put(menu, table.rows()));
        tables.remove(History.MENU);
        // Menus without anything are as good as those that nobody has looked at.
        tables.values().removeIf(rows -> !rows.toString().matches("(?s).*values=\\{[^}].*"));
        return tables + "\n" + console.run("/export verbose show-sensitive").replaceFirst("#.*", "");
    }

    private static void commonRows(TestConsole console) {
        console.given(
                "/interface/bridge/add name=one comment=first",
                "/interface/bridge/add name=two",
                "/interface/bridge/port/add bridge=one interface=ether1",
                "/ip/address/add address=10.0.0.1/24 interface=one",
                "/ip/firewall/filter/add chain=input comment=a",
                "/ip/firewall/filter/add chain=input comment=b disabled=yes",
                "/ip/firewall/filter/add chain=input comment=c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/interface/bridge/add name=three mtu=1400",
                "/interface/veth/add address=172.17.0.2/24 gateway=172.17.0.1",
                "/interface/bridge/set one name=other comment=\"\" mtu=1400",
                "/interface/bridge/remove one",
                "/ip/firewall/filter/remove [find]",
                "/ip/firewall/filter/move [find comment=c] destination=[find comment=a]",
                "/ip/firewall/filter/move [find comment=a]",
                "/ip/firewall/filter/enable [find comment=b]",
                "/ip/firewall/filter/disable [find]",
                "/ip/firewall/filter/comment [find comment=b] comment=d",
                "/ip/firewall/filter/unset [find comment=b] value-name=comment",
                "/ip/firewall/filter/add chain=forward place-before=[find comment=b]",
                "/system/identity/set name=router"
            })
    void whatWasDoneIsTakenBackAndMadeAgainToTheByte(String command) {
        commonRows(console);
        String before = all(console);
        console.given(command);
        String after = all(console);
        assertThat(after).isNotEqualTo(before);
        console.given("/undo");
        assertThat(all(console)).isEqualTo(before);
        console.given("/redo");
        assertThat(all(console)).isEqualTo(after);
        console.given("/undo");
        assertThat(all(console)).isEqualTo(before);
    }

    @Test
    void theLatestActionOfAnyUserIsTakenBackFirst() {
        console.interpreter().session("anna", p -> true).execute("/interface/bridge/add name=a", out -> {});
        console.interpreter().session("bert", p -> true).execute("/interface/bridge/add name=b", out -> {});
        assertThat(console.put("[/system/history/get [find action=\"item added\" and by=anna] policy]"))
                .isEqualTo("write");
        console.given("/undo");
        assertThat(console.put("[/interface/bridge/find where name=a]")).isEqualTo("*2");
        assertThat(console.put("[/interface/bridge/find where name=b]")).isEmpty();
        console.given("/undo");
        assertThat(console.run("/undo")).isEqualTo(NOTHING);
        assertThat(console.put("[:len [/system/history/find where redoable]]")).isEqualTo("2");
    }

    @Test
    void theTableHasNoNumbersAndTheLatestOnTop() {
        Session session = console.interpreter().session("admin", p -> true);
        session.execute("/ip/firewall/filter/add chain=forward action=drop", out -> {});
        session.execute("/ip/route/add gateway=10.0.0.1", out -> {});
        session.execute("/ip/firewall/filter/set [find] action=accept", out -> {});
        session.execute("/undo", out -> {});
        assertThat(console.run("/system/history/print"))
                .isEqualTo(String.join(
                        "\r\n",
                        "Flags: U - UNDOABLE, R - REDOABLE",
                        "Columns: ACTION, BY, POLICY",
                        "  ACTION                 BY     POLICY",
                        "R filter rule changed    admin  write ",
                        "U route 0.0.0.0/0 added  admin  write ",
                        "U filter rule added      admin  write ",
                        "",
                        ""));
        assertThat(console.run("/system/history/print detail"))
                .startsWith("Flags: U - undoable, R - redoable, F - floating-undo \r\n"
                        + " R action=\"filter rule changed\" by=\"admin\" policy=write");
    }

    @Test
    void aNewActionEndsWhatCouldBeMadeAgain() {
        console.given("/interface/bridge/add name=a", "/undo", "/interface/bridge/add name=b");
        assertThat(console.run("/redo")).isEqualTo("failure: nothing to redo (:redo; line 1)\r\n");
        console.given("/undo");
        assertThat(console.put("[/interface/bridge/find]")).isEmpty();
    }

    @Test
    void aHundredActionsAreKept() {
        for (int i = 0; i < 102; i++) {
            console.given("/ip/pool/add name=p" + i + " ranges=10.0.0.1");
        }
        assertThat(console.put("[:len [/system/history/find]]")).isEqualTo("100");
        for (int i = 0; i < 100; i++) {
            console.given("/undo");
        }
        assertThat(console.run("/undo")).isEqualTo(NOTHING);
        assertThat(console.put("[:len [/ip/pool/find]]")).isEqualTo("2");
    }

    @Test
    void everyCommandOfAScriptIsAnAction() {
        console.given(
                ":for i from=1 to=3 do={/ip/pool/add name=\"p$i\" ranges=10.0.0.1}",
                "/system/script/add name=s source=\"/ip/pool/add name=q ranges=10.0.0.1\"",
                "/system/script/run s");
        assertThat(console.put("[:len [/system/history/find]]")).isEqualTo("5");
        console.given("/undo", "/undo", "/undo");
        assertThat(console.put("[:len [/ip/pool/find]]")).isEqualTo("2");
    }

    @Test
    void whatReadsOrFailsIsNoAction() {
        console.given("/interface/bridge/add name=a", "/interface/bridge/set a name=a");
        console.run("/interface/bridge/add name=a");
        console.run("/interface/bridge/print");
        assertThat(console.put("[:len [/system/history/find]]")).isEqualTo("1");
    }

    @Test
    void whatReachesBeyondRowsStandsInTheWay() {
        console.given(
                "/interface/veth/add name=v address=172.17.0.2/24 gateway=172.17.0.1",
                "/container/add interface=v root-dir=usb1/c remote-image=x");
        assertThat(console.run("/undo")).isEqualTo(NOTHING);
        assertThat(console.put("[:len [/system/history/find]]")).isEqualTo("2");
        console.given("/ip/pool/add name=p ranges=10.0.0.1", "/undo");
        assertThat(console.run("/undo")).isEqualTo(NOTHING);
    }

    @Test
    void whatTheRouterHasChangedItselfStays() {
        console.given("/tool/netwatch/add host=10.0.0.1", "/tool/netwatch/set [find] interval=5s");
        console.state().table("/tool/netwatch").rows().get(0).set("status", "up");
        console.given("/undo");
        assertThat(console.put("[/tool/netwatch/get [find] interval]")).isEqualTo("00:00:10");
        assertThat(console.put("[/tool/netwatch/get [find] status]")).isEqualTo("up");
    }

    @Test
    void takesThePolicyWrite() {
        console.given("/interface/bridge/add name=a");
        StringBuilder out = new StringBuilder();
        console.interpreter().session("reader", "read"::equals).execute("/undo", out::append);
        assertThat(out).asString().startsWith("not enough permissions (9)");
        assertThat(console.put("[:len [/interface/bridge/find]]")).isEqualTo("1");
    }

    @Test
    void aRestartForgets() {
        console.given("/interface/bridge/add name=a");
        console.interpreter().restart();
        assertThat(console.run("/undo")).isEqualTo(NOTHING);
    }

    static List<String> versions() {
        return RealTreesTest.versions().toList();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyVersionHasIt(String version) {
        TestConsole router = new TestConsole(version);
        router.given("/interface/bridge/add name=a", "/undo", "/redo", "/undo");
        assertThat(router.put("[:len [/system/history/find where redoable]]")).isEqualTo("1");
        assertThat(router.run("/undo now")).startsWith("expected end of command");
    }
}
