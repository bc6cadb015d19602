package mkrun.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands behind {@code where} and {@code find}. */
class ConditionsTest {
    private final TestConsole console = new TestConsole("7.22.3");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "where name=web",
                "name=web",
                "where name=\"web\"",
                "where name~\"^w\"",
                "where (name=web)",
                "where name=web and !disabled",
                "where name=none or name=web",
                "where name=web disabled=no",
                "where .id=*2",
                "where !(name=ether1) && name!=\"x\"",
                "name=\"web\" || name=\"x\""
            })
    void conditionsFind(String condition) {
        console.given("/interface/veth/add name=web");
        assertThat(console.put("[/interface/veth/find " + condition + "]")).isEqualTo("*2");
    }

    @Test
    void conditionsFindAddressesInNetworks() {
        console.given("/ip/address/add address=192.168.7.1/24 interface=ether1");
        assertThat(console.put(
                        "[:len [/ip/address/find where address in 192.168.0.0/16 and network in 192.168.7.0/24]]"))
                .isEqualTo("1");
        assertThat(console.put("[:len [/ip/address/find where address in 10.0.0.0/8]]"))
                .isEqualTo("0");
        assertThat(console.put("[:len [/ip/address/find where interface in 192.168.0.0/16]]"))
                .isEqualTo("0");
        assertThat(console.run(":put [/ip/address/find where address in ether1]"))
                .startsWith("cannot convert");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.7", "\"10.0.0.7\"", "2001:db8::7"})
    void addressesAreFoundWhereANameCouldBe(String address) {
        console.given("/tool/netwatch/add host=" + address, "/tool/netwatch/add host=router.example");
        assertThat(console.put("[/tool/netwatch/find host=" + address + "]")).isEqualTo("*1");
        assertThat(console.put("[/tool/netwatch/find host!=" + address + "]")).isEqualTo("*2");
    }

    @Test
    void leasesAreFoundByTheirAddress() {
        console.given("/ip/dhcp-server/lease/add address=10.0.0.5 mac-address=02:00:00:00:00:01");
        assertThat(console.put("[/ip/dhcp-server/lease/find address=10.0.0.5]")).isEqualTo("*1");
        assertThat(console.put("[/ip/dhcp-server/lease/find address=10.0.0.6]")).isEmpty();
    }

    @Test
    void conditionsOnTypesThatDoNotFitFindNothing() {
        console.given("/ip/address/add address=192.168.1.1/24 interface=ether1");
        assertThat(console.put("[/ip/address/find where address=192.168.1.1/24]"))
                .isEmpty();
        assertThat(console.put("[/ip/address/find where address=\"192.168.1.1/24\"]"))
                .isEqualTo("*1");
        assertThat(console.run(":put [/ip/address/find where nonsense=1]"))
                .isEqualTo("syntax error (line 1 column 30)\r\n");
    }
}
