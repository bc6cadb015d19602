package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mkrun.routeros.Row;
import mkrun.target.Content;
import mkrun.target.Progress;
import mkrun.target.TargetException;
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

    private final TestImage one = TestImage.of("one");

    @TempDir
    Path dir;

    private static List<NamedOperation> container(String name, String address, TestImage image) {
        return ContainerTasks.of(
                new ContainerSpec(
                        name,
                        name,
                        address,
                        "",
                        ContainerSpec.DEFAULT_BRIDGE,
                        List.of(new ContainerSpec.Mount("/data", "usb1/" + name + "/data", false)),
                        List.of(new ContainerSpec.Publish(2222, 22, "tcp")),
                        Map.of("TZ", "UTC"),
                        "",
                        true,
                        true,
                        List.of(),
                        ""),
                image);
    }

    private static List<NamedOperation> gone(String owner) {
        return List.of(new NamedOperation("gone", new OwnerGone(Owner.parse(owner))));
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
                    .filter(name -> !name.startsWith(".") || name.length() > 2)
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
            assertThat(second.exchanges()).isEqualTo(3);
        }
    }

    private static void put(LabPlay play, String path) throws Exception {
        try (var link = play.connect()) {
            link.upload(Content.text("mine"), path, "x", Progress.NONE);
        }
    }
}
