package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mkrun.image.Architecture;
import mkrun.image.ImageHealth;
import mkrun.lab.LabFaults;
import mkrun.routeros.ContainerHealth;
import mkrun.routeros.ContainerState;
import mkrun.routeros.Dialect;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.Row;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.task.Outcome;
import mkrun.testing.Golden;
import mkrun.testing.OciRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers of images that routers pull: made, left alone, upgraded, and put back where that fails. */
@Timeout(60)
class PullOnLabTest {
    private static final ContainerSpec SPEC = PlainContainer.of("web", "owner/web", "172.17.0.2/24");

    private final List<OciRegistry> open = new ArrayList<>();
    private final WholeRuns runs = new WholeRuns();
    private OciRegistry registry;

    @TempDir
    Path dir;

    @BeforeEach
    void offer() throws IOException {
        registry = filled(OciRegistry.open());
    }

    @AfterEach
    void close() {
        open.forEach(OciRegistry::close);
    }

    private OciRegistry filled(OciRegistry empty) throws IOException {
        open.add(empty);
        for (String tag : List.of("1", "2", "latest")) {
            Map<String, byte[]> archives = new LinkedHashMap<>();
            for (Architecture architecture : List.of(Architecture.AMD64, Architecture.ARM64)) {
                archives.put(
                        architecture.name().toLowerCase(Locale.ROOT),
                        TestImage.of(tag).resolve(architecture).archive().bytes());
            }
            empty.put("owner/web", tag, archives);
        }
        return empty;
    }

    private List<NamedOperation> from(OciRegistry where, String image) {
        return tasks(image, new RegistryAccess(where.url().toString(), "", Optional.empty(), true, ""), "");
    }

    private static List<NamedOperation> tasks(String image, RegistryAccess access, String edition) {
        return ContainerTasks.of(SPEC, new PulledImage(ImageName.parse(image, access.home()), access, edition));
    }

    private static Row only(LabPlay play) throws TargetException {
        List<Row> rows = play.rows("/container");
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private static String setting(LabPlay play, String name) throws TargetException {
        return play.console(":put [/container/config/get " + name + "]").strip();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.16.2", "7.20.8", "7.24"})
    void aContainerIsPulledOnceAndUpgradedByAnotherTagUnlessThatCannotBePulled(String version) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            play.console("/container/config/set registry-url=https://mirror.example");
            LabPlay.Result predicted = play.check(from(registry, "owner/web:1"));
            LabPlay.Result made = play.run(from(registry, "owner/web:1"));
            assertThat(made.diff()).isEqualTo(predicted.diff());
            assertThat(ContainerState.of(only(play))).isEqualTo(ContainerState.RUNNING);
            assertThat(only(play).text("tag")).endsWith("/owner/web:1");
            assertThat(setting(play, "registry-url")).isEqualTo("https://mirror.example");

            int asked = registry.asked().size();
            LabPlay.Result again = play.run(from(registry, registry.url().getAuthority() + "/owner/web:1"));
            assertThat(again.diff()).isEmpty();
            assertThat(again.exchanges()).isEqualTo(2);
            assertThat(registry.asked()).hasSize(asked);

            LabPlay.Result next = play.check(from(registry, "owner/web"));
            LabPlay.Result upgraded = play.run(from(registry, "owner/web"));
            assertThat(upgraded.diff()).isEqualTo(next.diff());
            assertThat(only(play).text("tag")).endsWith("/owner/web:latest");
            assertThat(play.rows("/interface/veth")).hasSize(1);
            assertThat(play.run(from(registry, "owner/web:latest")).diff()).isEmpty();
            failing(play, version);
        }
    }

    /** Through a mirror of the registry that the name tells: that name, and so the root-dir, is the same in each run. */
    private void failing(LabPlay play, String version) throws Exception {
        assertThat(runs.run(play, from(registry, "ghcr.io/owner/web:2"))).isEmpty();
        Row before = only(play);

        Optional<Outcome> failed = runs.run(play, from(registry, "ghcr.io/owner/web:9"));

        assertThat(failed).get().asString().contains("fetch manifest failed: http code: 404");
        assertThat(runs.rollback()).get().satisfies(back -> assertThat(back.reasons())
                .isEmpty());
        Golden.matches(
                "failed-pull-" + version + ".txt",
                runs.screen().replace(registry.url().toString(), "http://127.0.0.1:PORT"));
        assertThat(only(play).text("root-dir")).isEqualTo(before.text("root-dir"));
        assertThat(ContainerState.of(only(play))).isEqualTo(ContainerState.RUNNING);
        assertThat(setting(play, "registry-url")).isEqualTo("https://mirror.example");
        assertThat(play.run(from(registry, "ghcr.io/owner/web:2")).diff()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.16.2", "7.24"})
    void credentialsAreTheRoutersForAsLongAsItPulls(String version) throws Exception {
        OciRegistry guarded = filled(OciRegistry.guarded(OciRegistry.Auth.BEARER, "me", "s3cret"));
        RegistryAccess access = new RegistryAccess("", "me", Optional.of(Secret.of("s3cret")), true, "");
        try (LabPlay play =
                new LabPlay(dir, version, "arm64", c -> c.withRegistries(Map.of("ghcr.io", guarded.url())))) {
            LabPlay.Result made = play.run(tasks("ghcr.io/owner/web:1", access, ""));
            assertThat(String.join("\n", made.diff()))
                    .contains("registry-url=https://ghcr.io username=me password=********")
                    .doesNotContain("s3cret");
            assertThat(only(play).text("tag")).isEqualTo("ghcr.io/owner/web:1");
            assertThat(setting(play, "username") + setting(play, "password")).isEmpty();
            assertThat(play.run(tasks("ghcr.io/owner/web:1", access, "")).diff())
                    .isEmpty();

            // nobody without them is served, and the router says so
            Optional<Outcome> failed = runs.run(play, tasks("ghcr.io/owner/web:2", RegistryAccess.PLAIN, ""));
            assertThat(failed)
                    .get()
                    .asString()
                    .contains("fetch manifest failed: http code: 401", "registry username: 'me'");
            assertThat(only(play).text("tag")).isEqualTo("ghcr.io/owner/web:1");
        }
    }

    /** There is nothing to go back to, so that the container stays for whoever looks for the reason. */
    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.24"})
    void aFirstPullThatFailsLeavesTheContainerAndNoCredentials(String version) throws Exception {
        OciRegistry guarded = filled(OciRegistry.guarded(OciRegistry.Auth.BASIC, "me", "s3cret"));
        RegistryAccess access =
                new RegistryAccess(guarded.url().toString(), "me", Optional.of(Secret.of("s3cret")), true, "");
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            play.console("/container/config/set registry-url=https://mirror.example");
            assertThat(runs.run(play, tasks("owner/web:9", access, "")))
                    .get()
                    .asString()
                    .contains("could not import");
            assertThat(runs.rollback()).isEmpty();
            assertThat(ContainerState.of(only(play))).isEqualTo(ContainerState.FAILED);
            assertThat(setting(play, "username") + setting(play, "password")).isEmpty();
            assertThat(setting(play, "registry-url")).isEqualTo("https://mirror.example");
        }
    }

    @Test
    void credentialsThatTheRouterHasAreGivenBack() throws Exception {
        OciRegistry guarded = filled(OciRegistry.guarded(OciRegistry.Auth.BASIC, "me", "s3cret"));
        RegistryAccess access =
                new RegistryAccess(guarded.url().toString(), "me", Optional.of(Secret.of("s3cret")), true, "usb1/tmp");
        try (LabPlay play = new LabPlay(dir, "7.24", "arm64")) {
            play.console("/container/config/set username=somebody password=\"their own\"");
            play.run(tasks("owner/web:1", access, ""));
            assertThat(setting(play, "username")).isEqualTo("somebody");
            assertThat(setting(play, "password")).isEqualTo("their own");
            assertThat(setting(play, "tmpdir")).isEmpty();
        }
    }

    @Test
    void aTagThatMovesIsPulledAgainByAnotherEdition() throws Exception {
        RegistryAccess access = new RegistryAccess(registry.url().toString(), "", Optional.empty(), true, "");
        try (LabPlay play = new LabPlay(dir, "7.24", "arm64")) {
            play.run(tasks("owner/web", access, ""));
            String first = only(play).text("image-id");
            registry.put(
                    "owner/web",
                    "latest",
                    Map.of(
                            "arm64",
                            TestImage.of("moved")
                                    .resolve(Architecture.ARM64)
                                    .archive()
                                    .bytes()));
            assertThat(play.run(tasks("owner/web", access, "")).diff()).isEmpty();
            assertThat(play.run(tasks("owner/web", access, "2")).diff()).isNotEmpty();
            assertThat(only(play).text("image-id")).isNotEqualTo(first);
            assertThat(play.run(tasks("owner/web", access, "2")).diff()).isEmpty();
        }
    }

    /** Nobody but the router knows that the image brings one, and that only once it is pulled. */
    @ParameterizedTest
    @ValueSource(strings = {"7.21.5", "7.22.3", "7.24"})
    void theCheckOfAPulledImageCountsWhereTheRouterMakesIt(String version) throws Exception {
        Duration second = Duration.ofSeconds(1);
        TestImage image = TestImage.checked("3", new ImageHealth("true", second, second, 1, Duration.ZERO));
        registry.put(
                "owner/web",
                "3",
                Map.of("arm64", image.resolve(Architecture.ARM64).archive().bytes()));
        boolean makes = !version.equals("7.21.5");
        try (LabPlay play =
                new LabPlay(dir, version, "arm64", c -> c.withFaults(LabFaults.ill(LabFaults.Illness.NEVER_HEALTHY)))) {
            Optional<Outcome> failed = runs.run(play, from(registry, "owner/web:3"));
            assertThat(failed.isPresent()).isEqualTo(makes);
            failed.ifPresent(f -> assertThat(f.toString()).contains("it is unhealthy"));
        }
        try (LabPlay play = new LabPlay(dir.resolve("well"), version, "arm64")) {
            play.run(from(registry, "owner/web:3"));
            assertThat(ContainerHealth.of(only(play)))
                    .isEqualTo(makes ? ContainerHealth.HEALTHY : ContainerHealth.UNCHECKED);
            assertThat(play.run(from(registry, "owner/web:3")).diff()).isEmpty();
        }
    }

    @Test
    void oldVersionsCannotBeToldToLeaveCertificatesAlone() {
        RegistryAccess access = new RegistryAccess("https://r.example", "", Optional.empty(), false, "");
        PulledImage image = new PulledImage(ImageName.parse("web", access.home()), access, "");
        assertThat(lacks(image, "7.16.2"))
                .containsExactly("RouterOS 7.16.2 has no field check-certificate of /container;"
                        + " RouterOS 7.20 is the first that has it");
        assertThat(lacks(image, "7.20.8")).isEmpty();
    }

    private static List<String> lacks(PulledImage image, String version) {
        Dialect dialect = Dialect.complete(RouterosVersion.parse(version));
        return new ContainerImported(SPEC, image)
                .lacks(dialect).stream().map(lack -> lack.of(dialect.version())).toList();
    }
}
