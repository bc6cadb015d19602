package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.image.Architecture;
import mkrun.routeros.ContainerState;
import mkrun.routeros.Quote;
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import mkrun.task.Outcome;
import mkrun.testing.OciRegistry;
import mkrun.testing.SelfSigned;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images of a registry whose certificate nobody vouches for but a CA that the playbook names. */
@Timeout(60)
class RegistryCaOnLabTest {
    private static final String REFUSED = "fetch manifest failed: ssl: no trusted CA certificate found";
    private static final ContainerSpec SPEC = PlainContainer.of("web", "owner/web", "172.17.0.2/24");

    private static OciRegistry registry;
    private static RegistryCa ca;
    private static RegistryCa other;

    private final WholeRuns runs = new WholeRuns();

    @TempDir
    Path dir;

    @BeforeAll
    static void offer(@TempDir Path keys) throws Exception {
        SelfSigned signed = SelfSigned.make(keys, "registry");
        ca = RegistryCa.parse(signed.pem());
        other = RegistryCa.parse(SelfSigned.make(keys, "other").pem());
        registry = OciRegistry.secured(signed.identity());
        for (String tag : List.of("1", "2")) {
            put(tag);
        }
    }

    private static void put(String tag) throws IOException {
        registry.put(
                "owner/web",
                tag,
                Map.of(
                        "arm64",
                        TestImage.of(tag).resolve(Architecture.ARM64).archive().bytes()));
    }

    @AfterAll
    static void close() {
        registry.close();
    }

    private static List<NamedOperation> pulled(String tag, boolean checked, Optional<RegistryCa> trusted) {
        RegistryAccess access =
                new RegistryAccess(registry.url().toString(), "", Optional.empty(), checked, trusted, "");
        return ContainerTasks.of(SPEC, new PulledImage(ImageName.parse("owner/web:" + tag, access.home()), access, ""));
    }

    private static List<NamedOperation> pulled(String tag) {
        return pulled(tag, true, Optional.of(ca));
    }

    private static ContainerState state(LabPlay play) throws TargetException {
        return ContainerState.of(play.rows("/container").get(0));
    }

    /** As a human brings a certificate to a router. */
    private static void byHand(LabPlay play, String set) throws TargetException {
        play.console("/file/add name=usb1/theirs.pem contents=" + Quote.string(ca.pem()));
        play.console("/certificate/import file-name=usb1/theirs.pem passphrase=\"\" as-value");
        play.console("/certificate/set [find] " + set);
        assertThat(play.rows("/certificate")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.16.2", "7.20.8", "7.21.5", "7.24"})
    void theRouterTrustsTheCaForAsLongAsItPulls(String version) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            assertThat(runs.run(play, pulled("1", true, Optional.empty())))
                    .get()
                    .asString()
                    .contains(version.startsWith("7.9") || version.startsWith("7.16") ? "could not import" : REFUSED);
            assertThat(runs.run(play, pulled("1", true, Optional.of(other)))).isPresent();
            assertThat(play.rows("/certificate")).isEmpty();

            LabPlay.Result predicted = play.check(pulled("1"));
            LabPlay.Result made = play.run(pulled("1"));
            assertThat(made.diff()).isEqualTo(predicted.diff());
            assertThat(state(play)).isEqualTo(ContainerState.RUNNING);
            assertThat(play.rows("/certificate")).isEmpty();
            assertThat(play.console(":put [/file/find where name~\"pem\"]").strip())
                    .isEmpty();

            LabPlay.Result again = play.run(pulled("1"));
            assertThat(again.diff()).isEmpty();
            assertThat(again.exchanges()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.16.2", "7.24"})
    void whatSomebodyElseTrustsWillDoAndStays(String version) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            byHand(play, "trusted=yes" + (version.equals("7.24") ? " trust-store=fetch,container" : ""));
            Row theirs = play.rows("/certificate").get(0);
            LabPlay.Result made = play.run(pulled("1"));
            assertThat(String.join("\n", made.diff())).doesNotContain("/certificate");
            assertThat(state(play)).isEqualTo(ContainerState.RUNNING);
            assertThat(play.rows("/certificate").get(0).values()).isEqualTo(theirs.values());
        }
    }

    @Test
    void whatSomebodyElseDoesNotTrustIsTheirsToJudge() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.24", "arm64")) {
            byHand(play, "trusted=yes trust-store=fetch");
            assertThatThrownBy(() -> play.check(pulled("1")))
                    .isInstanceOf(TargetException.class)
                    .hasMessageContaining("the router has the registry's CA (theirs.pem_0) and does not trust it");
        }
    }

    @Test
    void whatALostSessionLeftBehindGoesWithTheNextRun() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.24", "arm64")) {
            play.run(pulled("1"));
            byHand(play, "name=" + ca.name() + " trusted=yes trust-store=container");
            assertThat(play.run(pulled("1")).diff())
                    .containsExactly(":do {/certificate/remove [find where fingerprint=\"" + ca.fingerprint()
                            + "\"]} on-error={}");
            assertThat(play.rows("/certificate")).isEmpty();
        }
    }

    @Test
    void whatALostSessionLeftBehindGoesWithTheContainer() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.24", "arm64")) {
            play.run(pulled("1"));
            byHand(play, "name=" + ca.name() + " trusted=yes trust-store=container");
            play.run(List.of(new NamedOperation("destroy", new OwnerGone(Owner.parse("web")))));
            assertThat(play.rows("/certificate")).isEmpty();
            assertThat(play.rows("/container")).isEmpty();
        }
    }

    @Test
    void aPullThatFailsTakesTheCaAwayAgain() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.24", "arm64")) {
            play.run(pulled("1"));
            Optional<Outcome> failed = runs.run(play, pulled("9"));
            assertThat(failed).get().asString().contains("fetch manifest failed: http code: 404");
            assertThat(runs.rollback()).get().satisfies(back -> assertThat(back.reasons())
                    .isEmpty());
            assertThat(state(play)).isEqualTo(ContainerState.RUNNING);
            assertThat(play.rows("/certificate")).isEmpty();
        }
    }

    @Test
    void anyCertificateIsTakenWhereNoneIsChecked() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            play.run(pulled("2", false, Optional.empty()));
            assertThat(state(play)).isEqualTo(ContainerState.RUNNING);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"trusted=no trust-store=container", "trusted=yes trust-store=fetch", "trusted=yes"})
    void anEmulatedRouterTrustsForItsContainersOnlyWhatIsCalledSo(String set) throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.24", "arm64")) {
            byHand(play, set);
            assertThat(runs.run(play, pulled("1", true, Optional.empty())))
                    .get()
                    .asString()
                    .contains(REFUSED);
            play.console("/certificate/set [find] trusted=yes trust-store=container");
            assertThat(runs.run(play, pulled("1", true, Optional.empty()))).isEmpty();
        }
    }
}
