package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import mkrun.routeros.RouterFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportTimeTest {
    private static final long HALF_A_GIGABYTE = 500_000_000;

    private static Duration time(String attachment, long bytes) {
        return ImportTime.of(new RouterFacts.Disk("d1", "ext4", true, 0, 0, attachment), bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "hardware NVMe 4000MBps,       400",
        "hardware SATA 3.0 6.0 Gbps,   400",
        "hardware USB 3.10 5000Mbps,   800",
        "hardware USB 2.00 480Mbps,   2300",
        "nfs,                         2300",
        "nvme-tcp,                    2300",
        "'',                          2300"
    })
    void slowDisksGetMoreTime(String attachment, long seconds) {
        assertThat(time(attachment, HALF_A_GIGABYTE)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void noImageHasLessThanFiveMinutes() {
        assertThat(time("hardware NVMe", 0)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void whatIsSaidCountsInPlaceOfWhatIsUsual() {
        Optional<Duration> hour = Optional.of(Duration.ofHours(1));
        StepTimes times =
                StepTimes.of(new Deadlines(hour, Optional.empty(), Optional.empty(), hour), Duration.ofMinutes(5));
        assertThat(times)
                .isEqualTo(new StepTimes(
                        Duration.ofHours(1), Duration.ofMinutes(2), Duration.ofMinutes(1), Duration.ofHours(1)));
        Optional<Duration> none = Optional.of(Duration.ZERO);
        assertThatThrownBy(() -> new Deadlines(Optional.empty(), none, Optional.empty(), Optional.empty()))
                .hasMessage("deadlines: start is at least 1s");
    }
}
