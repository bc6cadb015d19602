package mkrun.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import mkrun.run.FakeHost;
import mkrun.run.RunEvent;
import mkrun.run.RunListener;
import mkrun.run.RunOptions;
import mkrun.run.Runner;
import mkrun.run.TagFilter;
import mkrun.target.Change;
import mkrun.target.Probe;
import mkrun.target.Rollback;
import mkrun.target.routeros.RouterCommand;
import mkrun.task.Condition;
import mkrun.task.Operation;
import mkrun.task.Outcome;
import mkrun.task.Plan;
import mkrun.task.Play;
import mkrun.task.SourcePos;
import mkrun.task.Task;
import mkrun.task.TaskId;
import org.junit.jupiter.api.Test;

class ConsoleReportTest {
    private static final SourcePos HERE = new SourcePos("site.groovy", 12, 9);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private record Line(String summary) implements Change {
        @Override
        public List<String> diff() {
            return List.of("+/system/identity/set name=r1");
        }
    }

    /** An operation that is looked at for its type only. */
    private record Speech(String type, String text) implements Operation<Probe, String> {
        @Override
        public Class<Probe> probe() {
            return Probe.class;
        }

        @Override
        public String inspect(Probe probe) {
            return text;
        }

        @Override
        public Plan diff(String seen) {
            return Plan.nothing(seen);
        }
    }

    @Test
    void saysWhatWasTakenBackAndWhatWasNot() {
        ConsoleReport report = new ConsoleReport(Screen.plain(out), false, 1);
        Change change = new Line("/ip/address/add address=10.1.0.1/24");
        report.on(new RunEvent.RolledBack("r1", "move the LAN", new Rollback(List.of(change), List.of()), 1));
        report.on(new RunEvent.RolledBack("r1", "move the LAN", new Rollback(List.of(), List.of()), 0));
        report.on(new RunEvent.RolledBack(
                "r2",
                "move the LAN",
                new Rollback(List.of(), List.of(new Rollback.Left(change, "/user/set *1: not taken back, because …"))),
                0));
        assertThat(lines())
                .containsExactly(
                        "rolled back: [r1] => move the LAN: 1 change is taken back, the router's configuration is as before",
                        "  taken back: /ip/address/add address=10.1.0.1/24",
                        "rolled back: [r1] => move the LAN: there was nothing to take back, the router's configuration is as before",
                        "rolled back: [r2] => move the LAN: nothing could be taken back:",
                        "  - /user/set *1: not taken back, because …");
    }

    @Test
    void printsHeadersLikeAnsible() {
        ConsoleReport report = new ConsoleReport(Screen.plain(out), false, 0);
        report.on(new RunEvent.PlayStarted("routers", HERE, List.of("r1"), false));
        report.on(new RunEvent.TaskStarted(task(new Speech("file", "x")), false));

        assertThat(lines())
                .containsExactly(
                        "",
                        "PLAY [routers] ****************************************************************",
                        "",
                        "TASK [name the router] ********************************************************");
        assertThat(lines().get(1)).hasSize(79);
    }

    @Test
    void saysOnWhomNothingBegins() {
        ConsoleReport report = new ConsoleReport(Screen.plain(out), false, 0);
        List<String> rest = IntStream.rangeClosed(1, 12).mapToObj(n -> "r" + n).toList();
        report.on(new RunEvent.LeftOut(rest));

        assertThat(lines())
                .containsExactly(
                        "",
                        "NO MORE HOSTS LEFT ************************************************************",
                        "all hosts of a batch have failed, so nothing is begun on the next: r1, r2, r3, r4, r5, r6, r7,"
                                + " r8, r9, r10 and 2 more");
    }

    @Test
    void marksACheckInEveryHeader() {
        ConsoleReport report = new ConsoleReport(Screen.plain(out), false, 0);
        report.on(new RunEvent.PlayStarted("routers", HERE, List.of(), true));
        report.on(new RunEvent.TaskStarted(task(new Speech("file", "x")), true));

        assertThat(lines()).anyMatch(l -> l.startsWith("PLAY [routers] [CHECK MODE] ***"));
        assertThat(lines()).contains("skipping: no hosts matched");
        assertThat(lines()).anyMatch(l -> l.startsWith("RUNNING HANDLER [name the router] [CHECK MODE] ***"));
    }

    @Test
    void printsEachOutcome() {
        ConsoleReport report = new ConsoleReport(Screen.plain(out), true, 0);
        finish(report, new Outcome.Ok("as wanted"));
        finish(report, new Outcome.Changed(List.of(new Line("identity: name=r1")), ""));
        finish(report, new Outcome.Skipped("when is false"));
        finish(report, new Outcome.Failed("failure: no such item", List.of(new Line("identity: name=r1")), false));
        finish(report, new Outcome.Failed("failure: no such item", List.of(), true));
        finish(report, new Outcome.Unreachable("connection refused"));
        finish(report, new Outcome.Blocked(List.of("install the container package", "enable device-mode")));

        assertThat(lines())
                .containsExactly(
                        "ok: [r1]",
                        "+/system/identity/set name=r1",
                        "changed: [r1]",
                        "skipping: [r1]",
                        "fatal: [r1]: FAILED! => site.groovy:12:9: failure: no such item",
                        "  took effect before it: identity: name=r1",
                        "fatal: [r1]: FAILED! => site.groovy:12:9: failure: no such item",
                        "...ignoring",
                        "fatal: [r1]: UNREACHABLE! => connection refused",
                        "blocked: [r1]: a human must act first",
                        "  - install the container package",
                        "  - enable device-mode");
    }

    /** A router says nothing of what it refused where that was to be borne with. */
    @Test
    void whatMayHaveComeToNothingIsNotSaidToHaveTakenEffect() {
        ConsoleReport report = new ConsoleReport(Screen.plain(out), false, 0);
        finish(report, new Outcome.Failed("no", List.of(RouterCommand.removeFile("a.tar")), false));
        assertThat(lines())
                .contains("  tried before it, as far as it applied: :do {/file/remove \"a.tar\"} on-error={}");
    }

    @Test
    void debugSpeaksWithoutBeingAsked() {
        ConsoleReport report = new ConsoleReport(Screen.plain(out), false, 0);
        report.on(new RunEvent.TaskFinished(
                "r1", task(new Speech("debug", "hello")), new Outcome.Ok("hello"), Duration.ZERO));

        assertThat(lines()).containsExactly("ok: [r1] => hello");
    }

    @Test
    void recapIsAnsiblesLine() throws InterruptedException {
        new Runner(
                        (host, reads, notices) -> new FakeHost(),
                        new RunOptions(false, 1, TagFilter.ALL),
                        new ConsoleReport(Screen.plain(out), false, 0))
                .run(List.of(new Play(
                        "p",
                        HERE,
                        List.of(List.of("router")),
                        Map.of("router", new Play.HostTasks(List.of(FakeHost.task("a", "k", "v")), List.of())))));

        assertThat(lines())
                .contains("router                     : ok=2    changed=1    unreachable=0    failed=0    skipped=0    "
                        + "rescued=0    ignored=0   ");
    }

    @Test
    void coloursAreLeftOutUnlessWanted() {
        finish(new ConsoleReport(Screen.plain(out), false, 0), new Outcome.Skipped("no"));
        finish(new ConsoleReport(new Screen(out, 80, true, false), false, 0), new Outcome.Skipped("no"));

        assertThat(lines()).containsExactly("skipping: [r1]", "\u001b[0;36mskipping: [r1]\u001b[0m");
    }

    @Test
    void jsonHasOneObjectALine() {
        StringWriter text = new StringWriter();
        JsonReport report = new JsonReport(text);
        report.on(new RunEvent.PlayStarted("routers", HERE, List.of("r1"), false));
        finish(report, new Outcome.Changed(List.of(new Line("identity: name=\"r1\"")), ""));
        report.on(new RunEvent.LeftOut(List.of("r2", "r3")));

        assertThat(text.toString().lines())
                .containsExactly(
                        "{\"event\":\"play_started\",\"play\":\"routers\",\"position\":\"site.groovy:12:9\",\"check\":false,"
                                + "\"hosts\":[\"r1\"]}",
                        "{\"event\":\"task_finished\",\"host\":\"r1\",\"task\":\"name the router\",\"position\":"
                                + "\"site.groovy:12:9\",\"outcome\":\"changed\",\"changes\":[\"identity: name=\\\"r1\\\"\"],"
                                + "\"millis\":0}",
                        "{\"event\":\"left_out\",\"hosts\":[\"r2\",\"r3\"]}");
    }

    @Test
    void jsonTellsWhatTookEffectFromWhatMayHave() {
        StringWriter text = new StringWriter();
        Change removal = RouterCommand.removeFile("usb1/web.tar");
        finish(new JsonReport(text), new Outcome.Failed("no", List.of(new Line("made"), removal), false));

        assertThat(text.toString())
                .contains("\"error\":\"no\",\"done\":[\"made\"],\"tried\":[\":do {/file/remove ", "} on-error={}\"]");
    }

    @Test
    void theBarOfARunThatWasInterruptedGoes() {
        ConsoleReport report = new ConsoleReport(new Screen(out, 80, false, true), false, 0);
        StringWriter json = new StringWriter();
        report.on(new RunEvent.StepProgress("r1", "upload alp-rc", 1, 10));
        bytes.reset();
        for (RunListener listener : List.of(report, new JsonReport(json))) {
            listener.on(new RunEvent.Interrupted());
        }

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("\r\u001b[K");
        assertThat(json).hasToString("{\"event\":\"interrupted\"}\n");
    }

    /** A thread that copies files may not have seen it yet. */
    @Test
    void noBarIsDrawnAfterAnInterrupt() {
        ConsoleReport report = new ConsoleReport(new Screen(out, 80, false, true), false, 0);
        report.on(new RunEvent.Interrupted());
        report.on(new RunEvent.StepProgress("r1", "upload alp-rc", 1, 10));

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void jsonTellsWhatWasTakenBack() {
        StringWriter text = new StringWriter();
        Change change = new Line("/ip/address/add address=10.1.0.1/24");
        Rollback rollback = new Rollback(List.of(change), List.of(new Rollback.Left(change, "/user/set *1: not")));
        new JsonReport(text).on(new RunEvent.RolledBack("r1", "move the LAN", rollback, 2));
        assertThat(text)
                .hasToString("{\"event\":\"rolled_back\",\"host\":\"r1\",\"transaction\":\"move the LAN\",\"undone\":"
                        + "[\"/ip/address/add address=10.1.0.1/24\"],\"left\":[\"/user/set *1: not\"],\"tasks\":2}\n");
    }

    @Test
    void jsonThatCannotBeWrittenIsToldWhenTheRunIsOver() {
        Writer full = new FilterWriter(Writer.nullWriter()) {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        JsonReport report = new JsonReport(full);
        report.on(new RunEvent.PlayStarted("routers", HERE, List.of("r1"), false));
        report.on(new RunEvent.Warning("r1", "it runs 7.16.2"));

        assertThatThrownBy(report::close).isInstanceOf(IOException.class).hasMessage("No space left on device");
    }

    @Test
    void warningsAreToldAsTheyCome() {
        RunEvent warning = new RunEvent.Warning("r1", "it runs 7.16.2");
        StringWriter text = new StringWriter();
        new JsonReport(text).on(warning);
        new ConsoleReport(Screen.plain(out), false, 0).on(warning);

        assertThat(text).hasToString("{\"event\":\"warning\",\"host\":\"r1\",\"text\":\"it runs 7.16.2\"}\n");
        assertThat(lines()).containsExactly("[WARNING]: r1: it runs 7.16.2");
    }

    @Test
    void progressIsDrawnOnATerminalOnly() {
        RunEvent step = new RunEvent.StepProgress("r1", "upload alp-rc", 50, 100);
        new ConsoleReport(Screen.plain(out), false, 0).on(step);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEmpty();

        new ConsoleReport(new Screen(out, 80, false, true), false, 0).on(step);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("[##########..........]  50% r1: upload alp-rc");
    }

    private static void finish(RunListener report, Outcome outcome) {
        Operation<?, ?> operation = new Speech("file", "");
        report.on(new RunEvent.TaskFinished("r1", task(operation), outcome, Duration.ZERO));
    }

    private static Task task(Operation<?, ?> operation) {
        return new Task(
                new TaskId("", "name the router", HERE, 0),
                operation,
                Condition.ALWAYS,
                List.of(),
                Set.of(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
