package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mkrun.image.Architecture;
import mkrun.lab.LabFaults;
import mkrun.routeros.Row;
import mkrun.target.Content;
import mkrun.target.Progress;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What belongs to one owner goes, and nothing else does. */
@Timeout(120)
class DestroyOnLabTest {
    /** Where a container has rows, and where others of its network do. */
    private static final List<String> MENUS = List.of(
            "/container",
            "/container/envs",
            "/container/mounts",
            "/interface/veth",
            "/interface/bridge/port",
            "/ip/firewall/nat",
            "/interface/bridge",
            "/ip/address");

    /** Menus are asked for in as few lines as this allows; SSH takes 32 kB at least. */
    private static final int LONGEST_LINE = 16_000;

    private final TestImage one = TestImage.of("one");

    @TempDir
    Path dir;

    private static List<NamedOperation> container(String name, String address, TestImage image) {
        return ContainerTasks.of(
                PlainContainer.of(
                        name,
                        name,
                        address,
                        List.of(new ContainerSpec.Mount("/data", "usb1/" + name + "/data", false)),
                        List.of(new ContainerSpec.Publish(address.endsWith(".2/24") ? 2222 : 2223, 22, "tcp")),
                        Map.of("TZ", "UTC")),
                image);
    }

    private static List<NamedOperation> gone(String owner) {
        return List.of(new NamedOperation("gone", new OwnerGone(Owner.parse(owner))));
    }

    private static List<NamedOperation> absent() {
        return List.of(new NamedOperation("gone", new ContainerGone("alp-rc")));
    }

    private static String reason(LabPlay play, String owner) throws TargetException {
        return play.reason(new OwnerGone(Owner.parse(owner)));
    }

    private static List<String> left(LabPlay play) throws TargetException {
        List<String> left = new ArrayList<>();
        for (String menu : MENUS) {
            for (Row row : play.rows(menu)) {
                left.add(menu + " " + row.comment());
            }
        }
        return left;
    }

    private static List<String> files(LabPlay play) throws TargetException {
        try (var link = play.connect()) {
            return link.files("usb1/mkrun").stream()
                    .filter(name -> !name.equals(".") && !name.equals(".."))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.16.2", "7.20.8", "7.24"})
    void nothingOfAContainerIsLeftButItsVolume(String version) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            play.console("/ip/firewall/nat/add chain=srcnat action=accept comment=theirs");
            List<String> before = left(play);
            play.run(container("alp-rc", "172.17.0.2/24", one));
            put(play, "usb1/alp-rc/data/kept.txt");

            LabPlay.Result predicted = play.check(gone("alp-rc"));
            LabPlay.Result run = play.run(gone("alp-rc"));

            assertThat(run.diff()).isEqualTo(predicted.diff());
            assertThat(left(play)).isEqualTo(before);
            assertThat(files(play)).isEmpty();
            try (var link = play.connect()) {
                assertThat(link.exists("usb1/alp-rc/data/kept.txt")).isTrue();
            }
            LabPlay.Result second = play.run(gone("alp-rc"));
            assertThat(second.diff()).isEmpty();
            boolean inOne = !version.equals("7.9.2"); // it has no JSON, and so the longest questions
            assertThat(second.exchanges()).isEqualTo(inOne ? 3 : 4);
            assertThat(second.lines()).allMatch(line -> line.length() <= LONGEST_LINE);
        }
    }

    /** Cut after its first change each time, so that every state in between is met once. */
    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.24"})
    void aRemovalThatIsCutOffAnywhereIsCompletedByTheNext(String version) throws Exception {
        // a playbook looks for files only as long as there is a row, so its last row must outlive them
        List<NamedOperation> removal = version.equals("7.24") ? absent() : gone("alp-rc");
        int cuts = 0;
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            List<String> before = left(play);
            play.run(container("alp-rc", "172.17.0.2/24", one));
            put(play, "usb1/mkrun/alp-rc.0123456789ab.tar");
            while (true) {
                play.restart(c -> c.withFaults(LabFaults.dropAfterChange(1)));
                try {
                    if (play.run(removal).changes().isEmpty()) {
                        break;
                    }
                } catch (UnreachableException cut) {
                    cuts++;
                }
            }
            assertThat(left(play)).isEqualTo(before);
            assertThat(files(play)).isEmpty();
        }
        assertThat(cuts).isGreaterThanOrEqualTo(11);
    }

    @Test
    void whatContainersShareGoesWithTheLastOfThemUnlessSomebodyElseUsesIt() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            play.run(container("alp-rc", "172.17.0.2/24", one));
            play.run(container("web", "172.17.0.3/24", one));
            put(play, "usb1/mkrun/web.0123456789ab.tar.part");

            assertThat(play.run(gone("alp-rc")).diff()).noneMatch(line -> line.contains("containers"));
            assertThat(play.rows("/container")).extracting(r -> r.text("name")).containsExactly("web");
            assertThat(left(play))
                    .contains(
                            "/interface/bridge mkrun:bridge/containers",
                            "/ip/address mkrun:address/172.17.0.1/24",
                            "/ip/firewall/nat mkrun:masquerade/172.17.0.0/24");

            play.console("/interface/bridge/port/add bridge=containers interface=ether2 comment=theirs");
            assertThat(play.check(gone("web")).diff())
                    .contains("/file/remove \"usb1/mkrun/web.0123456789ab.tar.part\"")
                    .noneMatch(line -> line.contains("containers") || line.contains("masquerade"));

            play.console("/interface/bridge/port/remove [find where comment=theirs]; "
                    + "/interface/vlan/add interface=containers vlan-id=7 name=theirs");
            assertThat(play.check(gone("web")).diff())
                    .noneMatch(line -> line.contains("bridge/containers"))
                    .anyMatch(line -> line.contains("masquerade"));

            play.console("/interface/vlan/remove theirs");
            play.run(gone("container:web"));
            assertThat(left(play)).noneMatch(line -> line.contains("mkrun:"));
            assertThat(files(play)).isEmpty();
        }
    }

    @Test
    void theNetworkThatAContainerMovedOutOfGoesWithIt() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            List<String> before = left(play);
            play.run(container("alp-rc", "172.17.0.2/24", one));
            play.run(container("alp-rc", "10.9.0.2/24", one));
            play.run(container("web", "10.9.0.3/24", one));

            play.run(gone("alp-rc"));
            assertThat(left(play))
                    .contains("/ip/address mkrun:address/10.9.0.1/24", "/ip/firewall/nat mkrun:masquerade/10.9.0.0/24")
                    .noneMatch(line -> line.contains("172.17.0"));

            play.run(gone("web"));
            assertThat(left(play)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.16.2", "7.24"})
    void whatACutOffUpgradeLeftGoesToo(String version) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            List<String> before = left(play);
            play.run(container("alp-rc", "172.17.0.2/24", one));
            play.restart(c -> c.withFaults(LabFaults.dropAfterChange(5)));
            assertThatThrownBy(() -> play.run(container("alp-rc", "172.17.0.2/24", TestImage.of("two"))))
                    .isInstanceOf(UnreachableException.class);
            assertThat(play.rows("/container")).hasSize(2);
            assertThat(left(play)).anyMatch(line -> line.contains("mkrun:alp-rc/spare/"));
            play.run(gone("alp-rc"));
            assertThat(left(play)).isEqualTo(before);
            assertThat(files(play)).isEmpty();
        }
    }

    private static NamedOperation row(String menu, String mark, Map<String, Object> key, Map<String, Object> more) {
        return new NamedOperation(mark, new RouterEntry(menu, key, more, mark, true));
    }

    @Test
    void anOwnersRowsGoFromAllMenusBeforeWhatTheyReferTo() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.16.2", "arm64")) {
            play.console("/system/logging/add topics=dns action=echo prefix=theirs");
            play.run(List.of(
                    row("/interface/bridge", "@lan/b", Map.of("name", "lan"), Map.of()),
                    row("/interface/bridge/port", "@lan/p", Map.of("interface", "ether3"), Map.of("bridge", "lan")),
                    row("/ip/pool", "@lan/pool", Map.of("name", "guests"), Map.of("ranges", "10.1.0.9-10.1.0.20")),
                    row(
                            "/ip/dhcp-server",
                            "@lan/dhcp",
                            Map.of("name", "guests"),
                            Map.of("interface", "lan", "address-pool", "guests")),
                    row("/system/logging", "@lan/log", Map.of("topics", "dhcp", "action", "echo"), Map.of()),
                    row("/user", "@lan/bob", Map.of("name", "bob"), Map.of("group", "read", "password", "secret-1")),
                    row("/ip/dns/static", "lan", Map.of("name", "lan"), Map.of("address", "10.1.0.1"))));

            assertThatThrownBy(() -> play.run(gone("lan")))
                    .hasMessage("'lan' is the owner lan and the mark lan here: say --owner '@lan' or --owner"
                            + " 'mark:lan'");
            assertThat(reason(play, "@lan")).isEmpty();
            play.console("/ip/address/add address=10.1.0.1/24 interface=lan; /ip/pool/add name=more"
                    + " ranges=10.2.0.1-10.2.0.9 next-pool=guests");
            assertThat(reason(play, "@lan"))
                    .isEqualTo("rows of others name what goes, and nothing after that: /ip/address interface=lan (*2),"
                            + " /ip/pool next-pool=guests (more)");
            LabPlay.Result run = play.run(gone("@lan"));
            assertThat(run.diff())
                    .contains("# ledger: without own /system/logging @lan/log")
                    .contains("# ledger: without secret /user @lan/bob password");
            assertThat(String.join("\n", run.diff()))
                    .containsSubsequence("/ip/dhcp-server/remove", "/ip/pool/remove")
                    .containsSubsequence("/interface/bridge/port/remove", "/interface/bridge/remove")
                    .containsSubsequence("/ip/dhcp-server/remove", "/interface/bridge/remove");
            assertThat(play.rows("/system/logging"))
                    .anyMatch(r -> r.text("prefix").equals("theirs"));
            assertThat(play.rows("/ip/dns/static")).hasSize(1);
            assertThat(reason(play, "@lan"))
                    .isEqualTo("nothing of 'lan' is here -- did you mean 'mark:lan'? Known here: mark lan");
        }
    }

    @Test
    void whatTheLedgerRemembersOfARowThatSomebodyRemovedIsForgotten() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.16.2", "arm64")) {
            play.run(List.of(
                    row("/system/logging", "log", Map.of("topics", "dhcp", "action", "echo"), Map.of()),
                    row("/user", "bob", Map.of("name", "bob"), Map.of("group", "read", "password", "secret-1"))));
            play.console("/user/remove bob; /system/logging/remove [find where action=echo and topics=dhcp]");
            assertThat(play.run(gone("log")).diff()).containsExactly("# ledger: without own /system/logging log");
            assertThat(play.run(gone("bob")).diff()).containsExactly("# ledger: without secret /user bob password");
            assertThat(reason(play, "bob")).isEqualTo("nothing of 'bob' is here, nor of anybody else");
        }
    }

    @Test
    void aContainerThatAPlaybookNoLongerWantsGoesAndIsNotLookedForAgain() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            List<String> before = left(play);
            play.run(container("alp-rc", "172.17.0.2/24", one));
            play.remembered();
            LabPlay.Result byOwner = play.check(gone("alp-rc"));
            LabPlay.Result run = play.run(absent());
            assertThat(run.diff()).isEqualTo(byOwner.diff());
            assertThat(left(play)).isEqualTo(before);
            LabPlay.Result second = play.run(absent());
            assertThat(second.diff()).isEmpty();
            assertThat(second.exchanges()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.16.2", "7.24"})
    void ofThreeUpgradesOneRootDirIsLeftAndTheVolume(String version) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            play.run(container("alp-rc", "172.17.0.2/24", one));
            put(play, "usb1/alp-rc/data/kept.txt");
            put(play, "usb1/mkrun/alp-rc.0123456789ab.tar");
            put(play, "usb1/mkrun/alp-rc.ba9876543210/etc/passwd");
            put(play, "usb1/mkrun/web.0123456789ab.tar");
            put(play, "usb1/mkrun/alp-rc.txt");
            for (String image : List.of("two", "three", "four")) {
                List<NamedOperation> upgrade = container("alp-rc", "172.17.0.2/24", TestImage.of(image));
                List<String> predicted = play.check(upgrade).diff();
                assertThat(play.run(upgrade).diff()).isEqualTo(predicted);
                assertThat(predicted.stream()
                                .filter(line -> line.contains("/file/remove \"usb1/mkrun/alp-rc.0123"))
                                .count())
                        .isEqualTo(image.equals("two") ? 1 : 0);
            }
            String digest = TestImage.of("four").resolve(Architecture.ARM64).digest();
            assertThat(files(play))
                    .containsExactlyInAnyOrder(
                            "alp-rc." + ContainerFiles.shortDigest(digest), "web.0123456789ab.tar", "alp-rc.txt");
            try (var link = play.connect()) {
                assertThat(link.exists("usb1/alp-rc/data/kept.txt")).isTrue();
            }
        }
    }

    private static void put(LabPlay play, String path) throws Exception {
        try (var link = play.connect()) {
            link.upload(Content.text("mine"), path, "x", Progress.NONE);
        }
    }
}
