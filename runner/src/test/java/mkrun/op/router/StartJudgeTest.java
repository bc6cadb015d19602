package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import mkrun.routeros.Row;
import mkrun.target.routeros.AwaitRows;
import mkrun.target.routeros.AwaitRows.State;
import mkrun.target.routeros.LogTail;
import org.junit.jupiter.api.Test;

/** What is thought of a container that somebody has started. */
class StartJudgeTest {
    private static final Row OTHER = row("status", "running", "root-dir", "usb1/db");

    private long seconds;

    private static Row row(String... fields) {
        return new Row(
                "*1",
                fields.length == 4
                        ? Map.of(fields[0], fields[1], fields[2], fields[3])
                        : Map.of(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5]));
    }

    private static Row web(String status) {
        return row("status", status, "root-dir", "usb1/web");
    }

    private Supplier<AwaitRows.Judge> judges(boolean apart) {
        return StartJudge.running("usb1/web", LogTail.NONE, apart, () -> seconds * 1_000_000_000L);
    }

    private State look(AwaitRows.Judge judge, long at, Row... rows) {
        seconds = at;
        return judge.look(Map.of("/container", List.of(rows)));
    }

    @Test
    void whatIsSeenAliveNeedsNoLog() {
        AwaitRows.Judge judge = judges(true).get();
        assertThat(look(judge, 0, web("stopped"))).isEqualTo(State.waiting("stopped"));
        assertThat(look(judge, 1, web("starting"))).isEqualTo(State.waiting("starting"));
        assertThat(look(judge, 5, web("stopped"))).isEqualTo(State.failed("it started and stopped again"));
    }

    @Test
    void theLogIsAskedOfOneThatNobodyHasSeenAlive() {
        AwaitRows.Judge judge = judges(true).get();
        assertThat(look(judge, 2, web("stopped"), OTHER).doubt()).isEmpty();
        assertThat(look(judge, 3, web("stopped"), OTHER).doubt()).hasValueSatisfying(doubt -> assertThat(doubt.then())
                .isEqualTo(State.failed("it ended as soon as it was started")));
        assertThat(look(judge, 16, web("stopped"), OTHER).failure())
                .contains("it has been stopped since: the router does not start it, or it ended at once");
    }

    @Test
    void aLogOfAllContainersTellsNothingOfOneWhereAnotherRuns() {
        AwaitRows.Judge judge = judges(false).get();
        assertThat(look(judge, 3, web("stopped"), OTHER).doubt()).isEmpty();
        assertThat(look(judge, 4, web("stopped")).doubt()).isPresent();
    }

    @Test
    void theRoutersReasonTellsWhetherItRan() {
        Row refused = row("status", "stopped", "root-dir", "usb1/web", "comment", "could not acquire interface");
        Row ended = row("status", "stopped", "root-dir", "usb1/web", "comment", "exited with status 1");
        AwaitRows.Judge judge = judges(true).get();
        assertThat(look(judge, 1, refused)).isEqualTo(State.waiting("stopped"));
        assertThat(look(judge, 3, refused).failure())
                .contains("the router does not start it: \"could not acquire interface\"");
        assertThat(look(judge, 3, ended).failure())
                .contains("it ended as soon as it was started: \"exited with status 1\"");
    }

    @Test
    void oneThatNeedNotRunMayHaveEnded() {
        AwaitRows.Judge judge = StartJudge.tried(judges(true)).get();
        assertThat(look(judge, 3, web("stopped")).doubt())
                .hasValueSatisfying(doubt -> assertThat(doubt.then().reached()).isTrue());
        assertThat(look(judge, 16, web("stopped")).reached()).isTrue();
    }
}
