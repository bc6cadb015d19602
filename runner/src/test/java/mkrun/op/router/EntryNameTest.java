package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.routeros.Menu;
import mkrun.routeros.Menus;
import mkrun.target.Secret;
import org.junit.jupiter.api.Test;

class EntryNameTest {
    private static String name(String menu, Object... key) {
        Menu table = Menus.standard().menu(menu).orElseThrow();
        return EntryName.of(Optional.of(table), table.keys(), fields(key));
    }

    private static Map<String, Object> fields(Object... key) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < key.length; i += 2) {
            fields.put(key[i].toString(), key[i + 1]);
        }
        return fields;
    }

    @Test
    void oneKeyHasOneNameHoweverItIsWritten() {
        assertThat(name("/ip/address", "address", "10.5.0.1/24"))
                .isEqualTo("10.5.0.1/24")
                .isEqualTo(name("/ip/address", "address", "10.5.0.1/255.255.255.0"));
        assertThat(name("/ip/dhcp-server/lease", "mac-address", "AA:BB:CC:00:11:22", "server", "lan"))
                .isEqualTo("AA:BB:CC:00:11:22 lan")
                .isEqualTo(name("/ip/dhcp-server/lease", "server", "lan", "mac-address", "aa-bb-cc-00-11-22"));
        assertThat(name("/system/logging", "topics", List.of("info", "!debug"), "action", "central"))
                .isEqualTo("!debug,info central")
                .isEqualTo(name("/system/logging", "action", "central", "topics", "info,!debug"));
        assertThat(name("/ip/firewall/filter", "log", true, "protocol", 6))
                .isEqualTo("true tcp")
                .isEqualTo(name("/ip/firewall/filter", "log", "yes", "protocol", "tcp"));
    }

    @Test
    void whatARowHasAnywayNamesItOnlyIfNothingElseDoes() {
        assertThat(name("/ip/dns/static", "type", "A", "name", "nas.lan", "address", "10.0.0.1"))
                .isEqualTo("nas.lan 10.0.0.1");
        assertThat(name("/ip/dns/static", "type", "A")).isEqualTo("A");
    }

    @Test
    void withoutATableValuesStandAsTheyAreInTheOrderOfTheKey() {
        assertThat(EntryName.of(
                        Optional.empty(),
                        List.of("name", "ports"),
                        fields("extra", "x", "ports", List.of("b", "a"), "name", "n")))
                .isEqualTo("n b,a x");
    }

    @Test
    void secretsAreNoNames() {
        assertThat(name("/user/ssh-keys", "user", "bob", "key", Secret.of("ssh-ed25519 AAAA")))
                .isEqualTo("bob " + Secret.MASK);
    }
}
