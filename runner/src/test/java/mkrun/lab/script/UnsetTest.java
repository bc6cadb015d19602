package mkrun.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code unset} takes away, and what rows keep whatever is asked. */
class UnsetTest {
    @ParameterizedTest
    @CsvSource({
        "/ip/firewall/nat, chain",
        "/ip/firewall/nat, action",
        "/ip/firewall/nat, log",
        "/ip/firewall/nat, bytes",
        "/ip/firewall/nat, nonsense",
        "/ip/route, distance",
        "/ip/route, dst-address",
        "/interface/bridge, name",
        "/interface/bridge, mtu",
        "/system/script, policy",
    })
    void whatRowsAlwaysHaveStays(String menu, String name) {
        TestConsole console = new TestConsole("7.24")
                .given(
                        "/ip/firewall/nat/add chain=srcnat action=accept",
                        "/ip/route/add gateway=10.0.0.1",
                        "/interface/bridge/add name=br",
                        "/system/script/add name=s");
        String row = menu.equals("/interface/bridge") ? "br" : "*1";
        assertThat(console.run(menu + "/unset " + row + " " + name))
                .isEqualTo(
                        "input does not match any value of value-name (" + menu + "/unset (value-name); line 1)\r\n");
    }
}
