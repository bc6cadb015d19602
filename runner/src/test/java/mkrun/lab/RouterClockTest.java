package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import mkrun.routeros.RouterosVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouterClockTest {
    @TempDir
    Path dir;

    private Machine machine;

    @BeforeEach
    void open() throws IOException {
        open("7.20.8", "");
    }

    private void open(String version, String faults) throws IOException {
        LabConfig config =
                LabConfig.of("r1", RouterosVersion.parse(version), "arm64", dir).withFaults(LabFaults.parse(faults));
        machine = Machine.open(config);
    }

    @AfterEach
    void close() {
        machine.close();
    }

    private String run(String line) {
        return machine.interpreter().execute(line);
    }

    private String date() {
        return run(":put [/system/clock/get date]").strip();
    }

    private static String today() {
        return LocalDate.now(ZoneOffset.UTC).toString();
    }

    @Test
    void goesOnFromWhereItWasSet() throws IOException {
        assertThat(run("/system/clock/set date=2031-05-06 time=07:08:09")).isEmpty();
        assertThat(date()).isEqualTo("2031-05-06");
        assertThat(run(":put [/system/clock/get time]")).startsWith("07:08:");
        close();
        open("7.20.8", "");
        assertThat(date()).isEqualTo("2031-05-06");
        assertThat(run(":put [/system/clock/get time]")).startsWith("07:08:");
    }

    @Test
    void aTimeAloneKeepsTheDay() {
        run("/system/clock/set time=12:00:00");
        assertThat(date()).isEqualTo(today());
        run("/system/clock/set date=2031-05-06");
        assertThat(run(":put [/system/clock/get time]")).startsWith("12:00:");
    }

    @Test
    void whatItSaysIsWhatLogsAndSchedulesSay() {
        run("/system/clock/set date=2031-05-06 time=07:08:09");
        run(":log info hello; /system/scheduler/add name=hourly interval=1h");
        assertThat(run(":put [/log/get [find message=hello] time]")).startsWith("2031-05-06 07:08:");
        assertThat(run(":put [/system/scheduler/get hourly next-run]")).startsWith("2031-05-06 08:08:");
        run("/system/clock/set date=2032-01-01");
        assertThat(run(":put [/system/scheduler/get hourly next-run]")).startsWith("2032-01-01 08:08:");
    }

    @Test
    void zonesCount() {
        run("/system/clock/set date=2031-07-06 time=12:00:00");
        run("/system/clock/set time-zone-name=Europe/Riga");
        assertThat(run(":put [/system/clock/get time]")).startsWith("15:00:");
        assertThat(run("/system/clock/print")).contains("gmt-offset: +03:00", "dst-active: yes");
        run("/system/clock/set time=12:00:00");
        assertThat(run(":put [/system/clock/get time]")).startsWith("12:00:");
    }

    @Test
    void oldVersionsTakeTheirDates() throws IOException {
        close();
        open("7.9.2", "");
        run("/system/clock/set date=may/06/2031");
        assertThat(date()).isEqualTo("may/06/2031");
    }

    @Test
    void aWrongOneCanBeSetRight() throws IOException {
        close();
        open("7.20.8", "clock=1970-01-02");
        assertThat(date()).isEqualTo("1970-01-02");
        run("/system/clock/set date=" + today());
        assertThat(date()).isEqualTo(today());
        close();
        open("7.20.8", "clock=1970-01-02");
        assertThat(date()).isEqualTo("1970-01-02");
    }
}
