package mkrun.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private long now;

    private ProgressBar bar(boolean live) {
        return new ProgressBar(new Screen(out, 100, false, live), () -> now);
    }

    private void after(long seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
    }

    private String printed() {
        String text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        return text;
    }

    @Test
    void aTerminalShowsRateAndTimeLeft() {
        ProgressBar bar = bar(true);
        bar.show("r1", "upload alp-rc", 10_000_000, 30_000_000); // 10 MB were there from an upload that was cut
        assertThat(printed()).isEqualTo("[######..............]  33% r1: upload alp-rc");
        after(4);
        bar.show("r1", "upload alp-rc", 20_000_000, 30_000_000);
        assertThat(printed()).endsWith("[#############.......]  66% r1: upload alp-rc, 2.5 MB/s, 4 s left");
        after(1);
        bar.show("r2", "upload alp-rc", 0, 30_000_000);
        assertThat(printed()).endsWith("2.5 MB/s, 4 s left (+1 more)");
    }

    @Test
    void whatIsNotBytesHasNoRate() {
        ProgressBar bar = bar(true);
        bar.show("build", "alp-rc", 0, 300);
        after(200);
        bar.show("build", "alp-rc", 100, 300);
        assertThat(printed()).endsWith("33% build: alp-rc, 7 min left");
    }

    @Test
    void whoWaitsIsToldWhileOthersGoOn() {
        ProgressBar bar = bar(false);
        bar.show("r2", "wait for other uploads", 0, 1);
        for (int i = 1; i <= 4; i++) {
            after(6);
            bar.show("r1", "upload alp-rc", i * 5_000_000L, 25_000_000);
        }
        assertThat(printed().lines())
                .containsExactly(
                        "r2: wait for other uploads",
                        "r1: upload alp-rc: 60% of 25.0 MB, 0.8 MB/s, 12 s left",
                        "r2: wait for other uploads");
        bar.show("r2", "wait for other uploads", 1, 1);
        assertThat(printed()).isEqualToIgnoringNewLines("r2: wait for other uploads: done in 24 s");
    }

    @Test
    void withoutATerminalLongStepsAreToldInLines() {
        ProgressBar bar = bar(false);
        for (int i = 0; i <= 5; i++) {
            bar.show("r1", "upload alp-rc", i * 5_000_000L, 25_000_000);
            bar.show("r2", "upload alp-rc", Math.min(5, 3 * i) * 5_000_000L, 25_000_000);
            after(5);
        }
        assertThat(printed().lines())
                .containsExactly(
                        "r1: upload alp-rc: 40% of 25.0 MB, 1.0 MB/s, 15 s left",
                        "r1: upload alp-rc: 80% of 25.0 MB, 1.0 MB/s, 5 s left",
                        "r1: upload alp-rc: 25.0 MB done in 25 s (1.0 MB/s)");
    }
}
