package mkrun.cli;

import static mkrun.cli.ClonedLauncher.exit;
import static mkrun.cli.ClonedLauncher.signal;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mkrun.testing.Needs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher when it is interrupted, and when several start at a time. */
class LauncherInterruptedIT {
    private static final String BUILDS = "mkrun: building the runner (first use, about a minute) ...";
    private static final String BUILDS_AGAIN =
            "mkrun: building the runner (the last build did not end, about a minute) ...";
    private static final String WAITS = "mkrun: waiting for another mkrun that is building the runner";
    private static final String ARCHIVES =
            "mkrun: getting ready for this build and this Java (half a minute, once) ...";

    @TempDir
    private Path scratch;

    private ClonedLauncher clone;
    private Process launcher;

    @BeforeEach
    void cloned() throws IOException {
        clone = new ClonedLauncher(scratch);
    }

    @AfterEach
    void ended() {
        if (launcher != null) {
            launcher.descendants().forEach(ProcessHandle::destroyForcibly);
            launcher.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource({"HUP, 129", "INT, 130", "TERM, 143"})
    void aBuildEndsWithItAndIsBegunAnew(String signal, int code) throws Exception {
        clone.stays(clone.mvn());
        launcher = clone.start("first", "--version");
        ProcessHandle maven = clone.staying(launcher, clone.mvn());

        signal(signal, launcher);

        assertThat(exit(launcher)).isEqualTo(code);
        assertThat(maven.isAlive()).isFalse();
        assertThat(clone.said("first")).containsExactly(BUILDS);
        clone.staysNoMore(clone.mvn());
        assertThat(clone.run("--version")).startsWith(BUILDS_AGAIN).endsWith("--version");
        assertThat(clone.run("--version")).doesNotContain(BUILDS_AGAIN).endsWith("--version");
        assertThat(clone.builds()).isEqualTo(1);
    }

    @Test
    void aJarThatAnotherMavenLeftHalfIsMadeAnew() throws Exception {
        clone.builtByHalf();
        assertThat(clone.run("--version")).startsWith(BUILDS_AGAIN).endsWith("--version");
        assertThat(clone.builds()).isEqualTo(1);
        assertThat(clone.run("--version")).doesNotContain(BUILDS_AGAIN);
    }

    @Test
    void whoMayNotBuildIsToldWhoMay() throws Exception {
        Needs.root();
        Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxr-xr-x"));
        clone.builtByHalf();
        launcher = clone.startOfNobody("denied", "--version");
        assertThat(exit(launcher)).isEqualTo(1);
        assertThat(clone.said("denied"))
                .containsExactly(
                        "mkrun: the runner must be built (the last build did not end), and nobody cannot write to "
                                + clone.target() + ": it is root's. Have root run " + clone.root()
                                + "/mkrun --version, or make it yours with sudo chown -R nobody " + clone.root()
                                + "/runner, or use a clone of your own");
        assertThat(clone.made()).containsExactly("mkrun.jar");
    }

    @ParameterizedTest
    @CsvSource({"HUP, 129", "INT, 130", "TERM, 143"})
    void archivesEndWithItAndAreBegunAnew(String signal, int code) throws Exception {
        clone.builtByMaven();
        clone.stays(clone.java());
        launcher = clone.start("first", "--version");
        ProcessHandle rehearsal = clone.staying(launcher, clone.java());
        ProcessHandle routers = clone.routers().orElseThrow();

        signal(signal, launcher);

        assertThat(exit(launcher)).isEqualTo(code);
        assertThat(rehearsal.isAlive()).isFalse();
        assertThat(routers.onExit()).succeedsWithin(Duration.ofSeconds(20));
        assertThat(clone.made()).containsExactlyInAnyOrder("mkrun.jar", "mkrun-cds.log", "launcher.lock");
        clone.staysNoMore(clone.java());
        assertThat(clone.run("--version")).startsWith(ARCHIVES);
        assertThat(clone.run("--version")).doesNotContain(ARCHIVES);
    }

    /** Else Ctrl-C in them would make the next run build what is built. */
    @Test
    void aBuildIsDoneBeforeItsArchivesAre() throws Exception {
        Files.writeString(clone.mvn(), "touch \"$0.stays\" '" + clone.java() + ".stays'\n", StandardOpenOption.APPEND);
        launcher = clone.start("first", "--version");
        clone.staying(launcher, clone.java());

        signal("TERM", launcher);

        assertThat(exit(launcher)).isEqualTo(143);
        clone.staysNoMore(clone.java());
        assertThat(clone.run("--version")).startsWith(ARCHIVES);
    }

    @Test
    void whoComesMeanwhileWaitsForTheBuildAndTakesIt() throws Exception {
        clone.stays(clone.mvn());
        launcher = clone.start("first", "--version");
        clone.staying(launcher, clone.mvn());
        Process second = clone.start("second", "--version");
        clone.awaitSaid(second, "second", WAITS);

        clone.staysNoMore(clone.mvn());

        assertThat(exit(launcher)).isZero();
        assertThat(exit(second)).isZero();
        assertThat(clone.said("second")).startsWith(WAITS, "-Xlog:disable").endsWith("--version");
        assertThat(clone.builds()).isEqualTo(1);
    }

    @Test
    void whoWaitsCanBeInterrupted() throws Exception {
        clone.stays(clone.mvn());
        launcher = clone.start("first", "--version");
        clone.staying(launcher, clone.mvn());
        Process second = clone.start("second", "--version");
        clone.awaitSaid(second, "second", WAITS);

        signal("TERM", second);

        assertThat(exit(second)).isEqualTo(143);
        assertThat(launcher.isAlive()).isTrue();
    }

    /** Two of Maven in one folder would each write over the other's. */
    @Test
    void whatAKilledLauncherStartedIsWaitedFor() throws Exception {
        clone.stays(clone.mvn());
        launcher = clone.start("first", "--version");
        clone.staying(launcher, clone.mvn());
        signal("KILL", launcher);
        assertThat(exit(launcher)).isEqualTo(137);

        Process second = clone.start("second", "--version");
        clone.awaitSaid(second, "second", WAITS);
        clone.staysNoMore(clone.mvn());

        assertThat(exit(second)).isZero();
        assertThat(clone.said("second")).startsWith(WAITS, BUILDS_AGAIN).endsWith("--version");
    }

    @Test
    void archivesOfAKilledLauncherAreBegunAnewAndWhatItLeftGoes() throws Exception {
        clone.builtByMaven();
        clone.stays(clone.java());
        launcher = clone.start("first", "--version");
        ProcessHandle rehearsal = clone.staying(launcher, clone.java());
        signal("KILL", launcher);
        assertThat(exit(launcher)).isEqualTo(137);
        rehearsal.destroyForcibly();
        rehearsal.onExit().get(1, TimeUnit.MINUTES);
        clone.staysNoMore(clone.java());
        assertThat(clone.made()).anyMatch(name -> name.startsWith("rehearsal."));

        assertThat(clone.run("--version")).startsWith(ARCHIVES);

        assertThat(clone.made())
                .noneMatch(name -> name.startsWith("rehearsal."))
                .contains("mkrun.jsa");
    }

    @Test
    void whoComesMeanwhileDoesWithoutArchives() throws Exception {
        clone.builtByMaven();
        clone.stays(clone.java());
        launcher = clone.start("first", "--version");
        clone.staying(launcher, clone.java());

        assertThat(clone.run("--version")).doesNotContain(ARCHIVES).endsWith("--version");

        assertThat(launcher.isAlive()).isTrue();
    }
}
