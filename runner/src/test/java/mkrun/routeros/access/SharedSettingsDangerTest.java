package mkrun.routeros.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mkrun.routeros.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What radios share, and what users of tunnels log in with: rows that do not say which interfaces they are about. */
class SharedSettingsDangerTest {
    private static final Map<String, List<Row>> MENUS = Map.of(
            "/user/active", List.of(row("name=ops via=ssh address=192.168.88.7")),
            "/ip/address", List.of(row("address=192.168.88.1/24 interface=lan")));

    private final Danger danger = new Danger(ManagementPath.of(menu -> MENUS.getOrDefault(menu, List.of())));

    private static Row row(String words) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : words.split(" ")) {
            values.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        return new Row("*1", values);
    }

    /** Whose passphrase it is, the profile does not tell; who comes in by a cable is not concerned. */
    @ParameterizedTest
    @CsvSource({"wifi, lan, true", "wlan, lan, true", "wifi, dmz, false", "ether, lan, false"})
    void whatRadiosShareIsTheWayOfThoseWhoComeInByOne(String type, String bridge, boolean expected) {
        Map<String, List<Row>> menus = new LinkedHashMap<>(MENUS);
        menus.put("/interface", List.of(row("name=radio1 type=" + type), row("name=ether2 type=ether")));
        menus.put(
                "/interface/bridge/port",
                List.of(row("bridge=lan interface=ether2"), row("bridge=" + bridge + " interface=radio1")));
        Danger radio = new Danger(ManagementPath.of(menu -> menus.getOrDefault(menu, List.of())));
        Row profile = row("name=home passphrase=x");
        for (String menu : List.of(
                "/interface/wifi/security",
                "/interface/wifi/configuration",
                "/interface/wireless/security-profiles",
                "/caps-man/configuration")) {
            assertThat(Danger.possible(menu)).isTrue();
            RowChange set = RowChange.set(menu, profile, row("name=home passphrase=y"));
            assertThat(radio.of(set).isPresent()).as(menu).isEqualTo(expected);
        }
    }

    /** Somebody who has no tunnel is not cut off by what its users log in with, but by routes that come with one of them. */
    @Test
    void whatUsersOfTunnelsLogInWithIsADangerToThoseInATunnel() {
        Map<String, List<Row>> menus = new LinkedHashMap<>(MENUS);
        menus.put("/interface", List.of(row("name=lan type=l2tp-in")));
        Danger tunnelled = new Danger(ManagementPath.of(menu -> menus.getOrDefault(menu, List.of())));
        Row bob = row("name=bob password=x");
        RowChange password = RowChange.set("/ppp/secret", bob, row("name=bob password=y"));
        RowChange hidden = RowChange.set("/ppp/secret", bob, bob);
        RowChange routes = RowChange.set("/ppp/secret", bob, row("name=bob password=x routes=192.168.88.0/24"));
        for (RowChange change : List.of(password, hidden)) {
            assertThat(danger.of(change)).isEmpty();
            assertThat(tunnelled.of(change)).isPresent();
        }
        assertThat(danger.of(routes)).isPresent();
        RowChange wireless = RowChange.added("/radius", row("address=192.0.2.1 service=wireless"));
        assertThat(tunnelled.of(wireless)).isPresent();
    }
}
