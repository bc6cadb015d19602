package mkrun.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mkrun.op.router.Adoption;
import mkrun.op.router.Anchor;
import mkrun.op.router.OtherMenu;
import mkrun.op.router.Wish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code routeros} on menus that mkrun has no table of. */
class OtherMenuWordsTest {
    @TempDir
    private Path dir;

    private static String play(String... lines) {
        return "play('routers') {\n    hosts 'r1'\n    tasks {\n        " + String.join("\n        ", lines)
                + "\n    }\n}\n";
    }

    @Test
    void keysNameRowsAndSettingsNeedNone() throws Exception {
        Playbook playbook = new PlaybookFixture(dir)
                .load(
                        play(
                                "routeros '/ip/vrf', key: ['name'], entry: [name: 'blue'], set: [interfaces: 'e1']",
                                "routeros '/ip/socks', set: [enabled: true]",
                                "routeros '/ip/dnsx', key: [], set: [enabled: true]",
                                "routeros '/radius', key: ['address'], owner: 'aaa', entries: [[address: '192.0.2.1', timeout: 1]]"));
        assertThat(playbook.plays().get(0).hosts().get("r1").tasks())
                .extracting(task -> (Object) task.operation())
                .containsExactly(
                        new OtherMenu(
                                "/ip/vrf",
                                List.of("name"),
                                new Wish.Row(
                                        Map.of("name", "blue"),
                                        Map.of("interfaces", "e1"),
                                        "blue",
                                        true,
                                        Adoption.NONE,
                                        false)),
                        new OtherMenu("/ip/socks", List.of(), new Wish.Settings(Map.of("enabled", true))),
                        new OtherMenu("/ip/dnsx", List.of(), new Wish.Settings(Map.of("enabled", true))),
                        new OtherMenu(
                                "/radius",
                                List.of("address"),
                                new Wish.Rows(
                                        "@aaa",
                                        List.of(new Wish.Row(
                                                Map.of("address", "192.0.2.1"),
                                                Map.of("timeout", 1),
                                                "@aaa/192.0.2.1",
                                                true,
                                                Adoption.NONE,
                                                true)),
                                        Anchor.NONE,
                                        true)));
    }

    @Test
    void pathsAreShownAsTheyAreWritten() {
        assertThat(new PlaybookFixture(dir)
                        .refusal(play(
                                "routeros '/user/', set: [a: 'b']",
                                "routeros 'ip vrf', set: [a: 'b']",
                                "routeros '', set: [a: 'b']",
                                "routeros '/ip/VRF', set: [a: 'b']")))
                .contains("'/user/' is no menu of RouterOS (host r1) -- write '/user'\n")
                .contains("'ip vrf' is no menu of RouterOS (host r1) -- write '/ip/vrf'\n")
                .contains("'' is no menu of RouterOS (host r1) -- write it with slashes, as in '/ip/vrf'\n")
                .contains("'/ip/VRF' is no menu of RouterOS (host r1) -- write it with slashes, as in '/ip/vrf'\n");
    }

    @Test
    void whatCannotBeMeantIsShownWithItsPlace() {
        String refusal = new PlaybookFixture(dir)
                .refusal(play(
                        "routeros '/ip/vrf', entry: [name: 'blue'], set: [interfaces: 'e1']",
                        "routeros '/ip/vrf', key: ['name'], entry: [nmae: 'blue'], set: [interfaces: 'e1']",
                        "routeros '/ip/dnss', set: [servers: '192.0.2.1']",
                        "routeros '/ip vrf', key: ['name'], entry: [name: 'x']",
                        "routeros '/ip/pool', key: ['name'], entry: [name: 'x']",
                        "routeros '/radius', key: [], owner: 'aaa', entries: [[address: '192.0.2.1']]"));
        assertThat(refusal).isEqualTo("""
                        site.groovy:4:9: mkrun has no table of the menu '/ip/vrf': say which fields name a row of it (host r1) -- write key: ['name']; where only marks tell rows apart, key: []
                                routeros '/ip/vrf', entry: [name: 'blue'], set: [interfaces: 'e1']
                                ^^^^^^^^

                        site.groovy:5:44: 'entry' of 'routeros /ip/vrf' has nmae, but its key is name (host r1) -- give each field of the key a value in entry:, and all others in set:
                                routeros '/ip/vrf', key: ['name'], entry: [nmae: 'blue'], set: [interfaces: 'e1']
                                                                   ^^^^^

                        site.groovy:6:19: unknown RouterOS menu '/ip/dnss' (host r1) -- did you mean '/ip/dns'? If not, say so: key: ['name'] for rows that a name tells apart, key: [] for settings
                                routeros '/ip/dnss', set: [servers: '192.0.2.1']
                                          ^^^^^^^^

                        site.groovy:7:19: '/ip vrf' is no menu of RouterOS (host r1) -- write '/ip/vrf'
                                routeros '/ip vrf', key: ['name'], entry: [name: 'x']
                                          ^^^^^^^

                        site.groovy:8:30: 'key' of 'routeros /ip/pool' is for menus that mkrun has no table of; it knows what names a row of this one (host r1)
                                routeros '/ip/pool', key: ['name'], entry: [name: 'x']
                                                     ^^^

                        site.groovy:9:52: an entry of '/radius' needs a mark, since nothing else names such a row (host r1) -- write [mark: 'allow-ssh', ...], unique among the owner's entries
                                routeros '/radius', key: [], owner: 'aaa', entries: [[address: '192.0.2.1']]
                                                                           ^^^^^^^
                        """.strip());
    }
}
