package mkrun.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private long now;

    private ProgressBar bar(boolean live) {
        return bar(live, 100);
    }

    private ProgressBar bar(boolean live, int width) {
        return new ProgressBar(new Screen(out, width, false, live), () -> now, bar -> {});
    }

    private void after(long seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
    }

    private String printed() {
        String text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        return text;
    }

    /** The line that stands on the terminal. */
    private String drawn() {
        String text = printed();
        assertThat(text).endsWith("\u001b[?7h");
        return text.substring(text.lastIndexOf("\u001b[?7l") + 5).replace("\u001b[?7h", "");
    }

    @Test
    void aTerminalShowsRateAndTimeLeft() {
        ProgressBar bar = bar(true);
        bar.show("r1", "upload alp-rc", 10_000_000, 30_000_000); // 10 MB were there from an upload that was cut
        assertThat(printed()).isEqualTo("\u001b[?7l[######..............]  33% r1: upload alp-rc\u001b[?7h");
        after(4);
        bar.show("r1", "upload alp-rc", 20_000_000, 30_000_000);
        assertThat(drawn()).isEqualTo("[#############.......]  66% r1: upload alp-rc, 2.5 MB/s, 4 s left");
        after(1);
        bar.show("r2", "upload alp-rc", 0, 30_000_000);
        assertThat(drawn()).endsWith("2.0 MB/s, 5 s left (+1 more)");
    }

    @Test
    void nothingIsDrawnAfterTheEnd() {
        for (boolean live : new boolean[] {true, false}) {
            ProgressBar bar = bar(live);
            bar.show("r1", "upload alp-rc", 0, 30_000_000);
            printed();
            bar.end();
            after(20);
            bar.show("r2", "build alp-rc", 10_000_000, 30_000_000);
            bar.show("r1", "upload alp-rc", 30_000_000, 30_000_000);
            assertThat(bar.tick()).isFalse();
            assertThat(printed()).isEqualTo(live ? "\r\u001b[K" : "");
        }
    }

    @Test
    void onANarrowTerminalTheBarGoesBeforeTheTimeThatIsLeft() {
        for (int width : new int[] {60, 44, 36, 20}) {
            now = 0;
            ProgressBar bar = bar(true, width);
            bar.show("r1", "upload alp-rc", 0, 30_000_000);
            bar.show("r2", "upload alp-rc", 0, 30_000_000);
            after(4);
            bar.show("r1", "upload alp-rc", 10_000_000, 30_000_000);
            assertThat(drawn())
                    .hasSizeLessThan(width)
                    .isEqualTo(Map.of(
                                    60, " 33% r1: upload alp-rc, 2.5 MB/s, 8 s left (+1 more)",
                                    44, " 33% r1: upload alp-rc, 2.5 MB/s, 8 s left",
                                    36, " 33% r1: upload, 2.5 MB/s, 8 s left",
                                    20, " 33% r1: uplo, 2.5 ")
                            .get(width));
        }
    }

    @Test
    void theRateIsThatOfTheLastSeconds() {
        ProgressBar bar = bar(true);
        for (int i = 0; i <= 60; i++) {
            bar.show("r1", "upload alp-rc", i < 20 ? i * 1_000_000L : 20_000_000 + (i - 20) * 100_000L, 30_000_000);
            after(1);
        }
        assertThat(drawn()).endsWith(", 0.1 MB/s, 60 s left");
    }

    @Test
    void whatHasStalledIsToldSo() {
        ProgressBar bar = bar(true);
        bar.show("r1", "upload alp-rc", 0, 30_000_000);
        after(2);
        bar.show("r1", "upload alp-rc", 10_000_000, 30_000_000);
        printed();
        after(4);
        assertThat(bar.tick()).isTrue();
        assertThat(drawn()).endsWith("33% r1: upload alp-rc, 1.7 MB/s, 12 s left");
        after(8);
        bar.tick();
        assertThat(drawn()).endsWith("33% r1: upload alp-rc, nothing for 12 s");
        bar.clear();
        printed();
        bar.tick();
        assertThat(printed()).as("the line is another's").isEmpty();
    }

    @Test
    void whatWasGivenUpIsNotShownAnyMore() {
        ProgressBar bar = bar(true);
        bar.show("r1", "upload alp-rc", 0, 30_000_000);
        bar.show("r2", "upload alp-rc", 0, 30_000_000);
        after(20);
        bar.show("r1", "upload alp-rc", 0, 0);
        assertThat(drawn()).contains("r2: upload alp-rc").doesNotContain("more");
        bar.show("r2", "upload alp-rc", 0, 0);
        assertThat(printed()).isEqualTo("\r\u001b[K");
        assertThat(bar.tick()).isFalse();
    }

    @Test
    void uploadsAreShownBeforeThoseWhoWaitForThem() {
        ProgressBar bar = bar(true);
        bar.show("r1", "wait for other uploads (1 at a time)", 0, 1);
        assertThat(drawn()).isEqualTo("r1: wait for other uploads (1 at a time)");
        after(1);
        bar.show("r2", "upload alp-rc", 0, 30_000_000);
        assertThat(drawn()).isEqualTo("[....................]   0% r2: upload alp-rc (+1 more)");
    }

    @Test
    void withoutATerminalAStallIsToldInLines() {
        ProgressBar bar = bar(false);
        bar.show("r1", "upload alp-rc", 0, 30_000_000);
        for (int i = 0; i < 21; i++) {
            after(1);
            bar.tick();
        }
        assertThat(printed().lines())
                .containsExactly(
                        "r1: upload alp-rc: 0% of 30.0 MB, nothing for 10 s",
                        "r1: upload alp-rc: 0% of 30.0 MB, nothing for 20 s");
        bar.show("r1", "upload alp-rc", 0, 0);
        assertThat(printed()).isEmpty();
    }

    @Test
    void whatIsNotBytesHasNoRate() {
        ProgressBar bar = bar(true);
        bar.show("build", "alp-rc", 0, 300);
        after(200);
        bar.show("build", "alp-rc", 100, 300);
        assertThat(drawn()).endsWith("33% build: alp-rc, 7 min left");
    }

    @Test
    void whoWaitsIsToldWhileOthersGoOn() {
        ProgressBar bar = bar(false);
        bar.show("r2", "wait for other uploads", 0, 1);
        for (int i = 1; i <= 4; i++) {
            after(6);
            bar.show("r1", "upload alp-rc", i * 5_000_000L, 25_000_000);
            bar.tick();
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
