package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mkrun.testing.Launched;
import mkrun.testing.Needs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C at different moments: said, with the right code, and completed by the next run. */
class InterruptIT {
    /** Often enough for a task to be met, seldom enough to leave the run the processor. */
    private static final Duration LOOK = Duration.ofMillis(5);

    @TempDir
    private Path scratch;

    @ParameterizedTest
    @ValueSource(strings = {"bridge containers", "upload image alp-rc", "container alp-rc"})
    void theNextRunCompletesWhatWasInterrupted(String task) throws IOException, InterruptedException {
        Path state = scratch.resolve("state");
        Process process =
                Launched.startInterruptible(Needs.projectRoot(), state, scratch, "site.groovy", "-i", "inventory");
        awaitOutput(process, "TASK [container alp-rc : " + task + "]");
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        Launched interrupted = Launched.ended(process, scratch);

        assertThat(interrupted.exitCode()).as(interrupted.out()).isEqualTo(130);
        assertThat(interrupted.err()).contains("mkrun: interrupted");
        assertThat(interrupted.out()).doesNotContain("internal error", "fatal:", "PLAY RECAP");

        Launched next = Launched.run(Needs.projectRoot(), state, "site.groovy", "-i", "inventory");
        assertThat(next.exitCode()).as(next.out() + next.err()).isZero();
        Launched last = Launched.run(Needs.projectRoot(), state, "site.groovy", "-i", "inventory");
        assertThat(last.recap()).hasSize(3).allMatch(line -> line.contains(" changed=0 "));
    }

    /** Waits until the run has printed this; a run that ends without it fails the test. */
    private void awaitOutput(Process process, String text) throws IOException, InterruptedException {
        Path out = scratch.resolve("out");
        while (!Files.readString(out).contains(text)) {
            assertThat(process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS))
                    .as(Files.readString(out))
                    .isFalse();
        }
    }
}
