package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Menus that show something, or hold other menus, and that no playbook can write in. */
class UnwritableMenusTest {
    @Test
    void settingsThatOnlyACommandOfTheirOwnChangesAreRefusedAtLoad() {
        assertThatThrownBy(() -> new RouterSettings("/system/device-mode", Map.of("container", true)))
                .hasMessage("nothing can be set in /system/device-mode: its commands are export, get, print, update");
    }

    @Test
    void aMenuThatOnlyHoldsOthersNamesOne() {
        assertThatThrownBy(() -> new RouterSettings("/ip/firewall", Map.of("chain", "input")))
                .hasMessage("nothing can be set in /ip/firewall itself, only in menus below it,"
                        + " such as /ip/firewall/address-list");
    }

    @Test
    void rowsThatComeAndGoByThemselvesAreNotMade() {
        assertThatThrownBy(() -> new RouterEntry("/system/script/job", Map.of("type", "x"), Map.of(), "m", true))
                .hasMessage("/system/script/job: its rows are the router's own");
    }

    @Test
    void aMenuWithoutATableMayTakeAnything() {
        new OtherMenu("/routing/ospf/area", List.of("name"), new Wish.Settings(Map.of("x", "y")));
    }
}
