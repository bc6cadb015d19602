package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mkrun.image.Architecture;
import mkrun.lab.LabFaults;
import mkrun.routeros.ContainerState;
import mkrun.routeros.Row;
import mkrun.target.BlockedException;
import mkrun.target.Content;
import mkrun.target.Progress;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class ContainerOnLabTest {
    private final TestImage image = TestImage.of("one");

    @TempDir
    Path dir;

    static Stream<Arguments> routers() {
        return Stream.of("7.9.2", "7.12.2", "7.16.2", "7.19.6", "7.20.8", "7.21.5", "7.23.3", "7.24")
                .flatMap(v -> Stream.of("x86_64", "arm64", "arm").map(a -> Arguments.of(v, a)));
    }

    /** Each version once, with the architectures by turns. */
    static Stream<Arguments> versions() {
        List<Arguments> all = routers().toList();
        return IntStream.range(0, all.size() / 3).mapToObj(i -> all.get(3 * i + i % 3));
    }

    /** One of each generation: a status text; flags and lists; names of 7.23. */
    static Stream<Arguments> generations() {
        return Stream.of(
                Arguments.of("7.16.2", "arm"), Arguments.of("7.20.8", "arm64"), Arguments.of("7.24", "x86_64"));
    }

    private static Map<String, Object> env(Object... more) {
        Map<String, Object> env = new LinkedHashMap<>();
        env.put("TZ", "Europe/Berlin");
        env.put("TOKEN", Secret.of("s3cr3t $x \"y\""));
        for (int i = 0; i < more.length; i += 2) {
            env.put(more[i].toString(), more[i + 1]);
        }
        return env;
    }

    private List<NamedOperation> tasks() {
        return ContainerTasks.of(AlpRc.spec(2222, env()), image);
    }

    private static Row container(LabPlay play) throws TargetException {
        List<Row> rows = play.rows("/container");
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private static void assertRuns(LabPlay play, TestImage image, String architecture) throws TargetException {
        Row row = container(play);
        assertThat(ContainerState.of(row)).isEqualTo(ContainerState.RUNNING);
        String digest =
                image.resolve(Architecture.ofRouter(architecture).orElseThrow()).digest();
        assertThat(row.text("root-dir")).contains("usb1/mkrun/alp-rc." + ContainerFiles.shortDigest(digest));
        assertThat(row.text("tag")).isEqualTo("alp-rc:latest");
    }

    @ParameterizedTest
    @MethodSource("routers")
    void theFirstRunMakesItAllAndTheSecondChangesNothing(String version, String architecture) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, architecture)) {
            LabPlay.Result predicted = play.check(tasks());
            assertThat(play.rows("/container")).isEmpty();
            LabPlay.Result first = play.run(tasks());
            assertThat(first.changed()).isEqualTo(predicted.changed()).hasSize(12);
            assertThat(first.diff()).isEqualTo(predicted.diff());
            assertRuns(play, image, architecture);
            assertThat(container(play).is("start-on-boot")).isTrue();

            LabPlay.Result second = play.run(tasks());
            assertThat(second.diff()).isEmpty();
            assertThat(second.exchanges()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void anotherPortIsAChangeOfTheRuleInItsPlace(String version, String architecture) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, architecture)) {
            play.run(tasks());
            LabPlay.Result changed = play.run(ContainerTasks.of(AlpRc.spec(2200, env()), image));
            assertThat(changed.diff())
                    .containsExactly("/ip/firewall/nat/set [find where comment=\"mkrun:alp-rc/publish/tcp/22\"]"
                            + " dst-port=2200");
            assertThat(play.rows("/ip/firewall/nat"))
                    .filteredOn(r -> r.text("chain").equals("dstnat"))
                    .extracting(r -> r.text("dst-port"))
                    .containsExactly("2200");
            assertThat(container(play).text("tag")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void anotherVariableRestartsTheContainer(String version, String architecture) throws Exception {
        List<NamedOperation> changed = ContainerTasks.of(AlpRc.spec(2222, env("TZ", "UTC", "NEW", "1")), image);
        try (LabPlay play = new LabPlay(dir, version, architecture)) {
            play.run(tasks());
            LabPlay.Result predicted = play.check(changed);
            LabPlay.Result result = play.run(changed);
            assertThat(result.changed()).containsExactly("environment", "container alp-rc");
            assertThat(result.changed()).isEqualTo(predicted.changed());
            assertThat(result.diff()).isEqualTo(predicted.diff());
            assertThat(String.join("\n", result.diff()))
                    .containsSubsequence(
                            "/container/stop", "/container/envs/set", "/container/envs/add", "/container/start");
            assertRuns(play, image, architecture);
            assertThat(play.run(changed).diff()).isEmpty();

            LabPlay.Result removed = play.run(tasks());
            assertThat(String.join("\n", removed.diff()))
                    .contains("/container/envs/remove [find where comment=\"mkrun:alp-rc/env/NEW\"]");
            assertThat(play.run(tasks()).diff()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void anotherImageReplacesTheContainer(String version, String architecture) throws Exception {
        TestImage next = TestImage.of("two");
        List<NamedOperation> upgrade = ContainerTasks.of(AlpRc.spec(2222, env()), next);
        try (LabPlay play = new LabPlay(dir, version, architecture)) {
            play.run(tasks());
            LabPlay.Result predicted = play.check(upgrade);
            LabPlay.Result result = play.run(upgrade);
            assertThat(result.changed())
                    .isEqualTo(predicted.changed())
                    .containsExactly(
                            "image alp-rc",
                            "upload image alp-rc",
                            "import image alp-rc",
                            "container alp-rc",
                            "what alp-rc has replaced");
            assertThat(result.diff()).isEqualTo(predicted.diff());
            assertRuns(play, next, architecture);
            assertThat(play.run(upgrade).diff()).isEmpty();
        }
    }

    @Test
    void noSecretIsInADiffOrAnError() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            LabPlay.Result first = play.run(tasks());
            assertThat(String.join("\n", first.diff()))
                    .contains("value=********")
                    .doesNotContain("s3cr3t");
            assertThat(play.rows("/container/envs"))
                    .extracting(r -> r.text("value"))
                    .contains("s3cr3t $x \"y\"");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aSessionDroppedInAnUploadIsMadeUpForByTheNextRun(String version, String architecture) throws Exception {
        List<NamedOperation> tasks = ContainerTasks.of(AlpRc.spec(2222, env()), TestImage.large("big", 1 << 20));
        try (LabPlay play =
                new LabPlay(dir, version, architecture, c -> c.withFaults(LabFaults.dropUploadAfter(300_000)))) {
            assertThatThrownBy(() -> play.run(tasks))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("the session was lost in upload ");
            assertThat(play.rows("/container")).isEmpty();
            play.run(tasks);
            assertThat(ContainerState.of(container(play))).isEqualTo(ContainerState.RUNNING);
            assertThat(play.run(tasks).diff()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("generations")
    void aSessionDroppedAfterAnyChangeIsMadeUpForByTheNextRun(String version, String architecture) throws Exception {
        for (int n = 1; n <= 16; n++) {
            LabFaults fault = LabFaults.dropAfterChange(n);
            try (LabPlay play = new LabPlay(dir.resolve("n" + n), version, architecture, c -> c.withFaults(fault))) {
                boolean dropped = false;
                try {
                    play.run(tasks());
                } catch (UnreachableException e) {
                    dropped = true;
                }
                play.run(tasks());
                assertRuns(play, image, architecture);
                assertThat(play.run(tasks()).diff()).isEmpty();
                if (!dropped) {
                    assertThat(n).isGreaterThan(10);
                    return;
                }
            }
        }
    }

    @Test
    void allThatAHumanMustDoIsSaidAtOnce() throws Exception {
        try (LabPlay play = new LabPlay(
                dir,
                "7.20.8",
                "arm64",
                c -> c.withHardware(c.hardware()
                        .withoutContainerPackage()
                        .withoutDeviceMode()
                        .withDisk(0)))) {
            assertThatThrownBy(() -> play.run(tasks()))
                    .isInstanceOfSatisfying(BlockedException.class, e -> assertThat(e.toDo())
                            .hasSize(3)
                            .satisfiesExactly(
                                    p -> assertThat(p).startsWith("the package container is not installed"),
                                    m -> assertThat(m).startsWith("device-mode does not allow containers"),
                                    d -> assertThat(d)
                                            .isEqualTo("there is no disk with a Unix file system for containers:"
                                                    + " plug one in (where the board has no port for one: attach one by"
                                                    + " iSCSI, package rose-storage) and format it,"
                                                    + " /disk/format usb1 file-system=ext4")));
        }
    }

    @Test
    void aDiskThatIsTooSmallIsSaidBeforeAnythingIsDone() throws Exception {
        List<NamedOperation> tasks = ContainerTasks.of(AlpRc.spec(2222, env()), TestImage.large("big", 4 << 20));
        try (LabPlay play = new LabPlay(
                dir, "7.20.8", "arm64", c -> c.withHardware(c.hardware().withDisk(6 << 20)))) {
            assertThatThrownBy(() -> play.run(tasks))
                    .isInstanceOf(BlockedException.class)
                    .hasMessageMatching("disk usb1 has [0-9.]+ MiB free, image alp-rc needs 10\\.0 MiB"
                            + " \\(archive and files\\): free some space");
            assertThat(play.rows("/interface/bridge")).isEmpty();
        }
    }

    @Test
    void aDiskOfTheWrongFileSystemIsNamed() throws Exception {
        try (LabPlay play = new LabPlay(
                dir, "7.16.2", "arm64", c -> c.withHardware(c.hardware().withFileSystem("fat32")))) {
            ContainerSpec onUsb1 = new ContainerSpec(
                    "alp-rc",
                    "alp-rc",
                    "172.17.0.2/24",
                    "",
                    "containers",
                    List.of(),
                    List.of(),
                    Map.of(),
                    "usb1",
                    true,
                    true,
                    List.of(),
                    "");
            assertThatThrownBy(() -> play.run(ContainerTasks.of(onUsb1, image)))
                    .hasMessage("disk usb1 has the file system 'fat32', containers need ext4: save what is on it, then"
                            + " /disk/format-drive usb1 file-system=ext4");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void anImageForAnotherArchitectureFailsInTheRoutersWords(String version, String architecture) throws Exception {
        Architecture asked = Architecture.ofRouter(architecture).orElseThrow();
        Architecture given = asked == Architecture.ARM ? Architecture.AMD64 : Architecture.ARM;
        List<NamedOperation> tasks = ContainerTasks.of(AlpRc.spec(2222, env()), TestImage.wrong(asked, given));
        try (LabPlay play = new LabPlay(dir, version, architecture)) {
            assertThatThrownBy(() -> play.run(tasks))
                    .isInstanceOf(TargetException.class)
                    .hasMessageStartingWith("waiting until alp-rc is imported: the router could not import the image")
                    .hasMessageContaining("download/extract error: image is for " + given + ", not for " + architecture)
                    .hasMessageNotContaining("s3cr3t");
            // the right one takes its place
            play.run(tasks());
            assertRuns(play, image, architecture);
            assertThat(play.run(tasks()).diff()).isEmpty();
        }
    }

    /** Its size says nothing of its content, and it has its final name already. */
    @Test
    void aDamagedArchiveOnTheRouterIsUploadedAnewByTheNextRun() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            List<NamedOperation> tasks = tasks();
            List<NamedOperation> upload = tasks.stream()
                    .takeWhile(t -> !t.name().startsWith("import"))
                    .toList();
            play.run(upload);
            Path archive = archive();
            Files.write(archive, new byte[Math.toIntExact(Files.size(archive))]);

            assertThatThrownBy(() -> play.run(tasks))
                    .hasMessageStartingWith("waiting until alp-rc is imported: the router could not import the image")
                    .hasMessageEndingWith("\nusb1/mkrun/" + archive.getFileName()
                            + " may be damaged, and was removed: the next run uploads it anew");

            assertThat(archive).doesNotExist();
            play.run(tasks);
            assertRuns(play, image, "arm64");
        }
    }

    private Path archive() throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            return files.filter(f -> f.toString().matches(".*/usb1/mkrun/[^/]+\\.tar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aForeignContainerOfTheNameIsLeftAlone() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            play.run(tasks());
            play.console("/container/set [find where name=\"alp-rc\"] name=mine");
            ContainerSpec other = PlainContainer.of("mine", "alp-rc", "172.17.0.3/24");
            assertThatThrownBy(() -> play.run(ContainerTasks.of(other, image)))
                    .hasMessageMatching("there is a container mine on the router that mkrun did not make"
                            + " \\(root-dir /?usb1/mkrun/alp-rc\\.[0-9a-f]{12}\\)\\."
                            + " mkrun leaves it alone: remove it, or choose another name");
        }
    }

    @Test
    void aStoppedContainerIsStarted() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.23.3", "arm")) {
            play.run(tasks());
            play.console("/container/stop [find where name=\"alp-rc\"]");
            LabPlay.Result result = play.run(tasks());
            assertThat(result.changed()).containsExactly("container alp-rc");
            assertRuns(play, image, "arm");
        }
    }

    @Test
    void aRouterThatForgotItsContainerFindsAFreshPlaceForIt() throws Exception {
        for (String version : List.of("7.16.2", "7.23.3")) {
            try (LabPlay play = new LabPlay(dir, version, "arm64")) {
                try (var link = play.connect()) {
                    String digest = image.resolve(Architecture.ARM64).digest();
                    link.upload(
                            Content.text("left over"),
                            "usb1/mkrun/alp-rc." + ContainerFiles.shortDigest(digest) + "/etc/passwd",
                            "x",
                            Progress.NONE);
                }
                play.run(tasks());
                assertThat(container(play).text("root-dir")).endsWith("-2");
                assertThat(play.run(tasks()).diff()).isEmpty();
            }
        }
    }
}
