package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import mkrun.lab.script.Interpreter;
import mkrun.lab.script.RouterState;
import mkrun.routeros.RouterosVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulerTest {
    private static final Instant BOOT = Instant.parse("2026-03-09T10:00:00Z");

    private final RouterState state = new RouterState(RouterosVersion.parse("7.20.8"), Set.of());
    private final LabClock jobs = new LabClock();
    private final Interpreter interpreter = new Interpreter(state, time -> {});
    private final Scheduler scheduler = new Scheduler(state, interpreter, jobs, () -> {});

    @AfterEach
    void close() {
        jobs.close();
    }

    private void at(Instant time) {
        state.clock(Clock.fixed(time, ZoneOffset.UTC));
    }

    private void look(String add) {
        at(BOOT);
        scheduler.boot();
        at(BOOT.plusSeconds(3600));
        interpreter.execute("/system/scheduler/add name=s " + add);
        scheduler.look();
    }

    private String next() {
        return interpreter.execute(":put [/system/scheduler/get s next-run]").strip();
    }

    @Test
    void whatIsForTheStartWaitsForTheNextOne() {
        look("start-time=startup");
        assertThat(next()).isEmpty();
        scheduler.boot();
        assertThat(next()).isEqualTo("2026-03-09 11:00:03");
    }

    @Test
    void intervalsAreCountedFromTheStart() {
        look("start-time=startup interval=50m");
        assertThat(next()).isEqualTo("2026-03-09 11:40:03");
    }

    @Test
    void aDayAndATimeAreThatTime() {
        look("start-date=2026-03-09 start-time=23:30:00");
        assertThat(next()).isEqualTo("2026-03-09 23:30:00");
    }

    @Test
    void aDayThatHasPassedIsCountedOn() {
        look("start-date=1970-01-01 start-time=08:00:00 interval=1s");
        assertThat(next()).isEqualTo("2026-03-09 11:00:01");
    }
}
