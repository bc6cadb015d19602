package mkrun.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import mkrun.run.HostAnswer;
import mkrun.task.Outcome;
import org.junit.jupiter.api.Test;

class AnswerReportTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final AnswerReport report = new AnswerReport(Screen.plain(out));

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static HostAnswer<String> answer(String text) {
        return new HostAnswer<>("r1", Optional.of(text), new Outcome.Ok(""));
    }

    private static HostAnswer<String> problem(Outcome outcome) {
        return new HostAnswer<>("r2", Optional.empty(), outcome);
    }

    @Test
    void anAnswerStandsUnderItsHostWithoutPadding() {
        report.block(answer("    uptime: 24s   \r\n   version: 7.23.1  \r\n\r\n"));
        report.block(answer(""));
        assertThat(printed()).isEqualTo("r1 | SUCCESS >>\n    uptime: 24s\n   version: 7.23.1\nr1 | SUCCESS >>\n");
    }

    @Test
    void problemsAreNamedByTheirKind() {
        report.block(problem(new Outcome.Failed("no such item\r\n", List.of(), false)));
        report.line(problem(new Outcome.Unreachable("nothing answers")));
        report.block(problem(new Outcome.Blocked(List.of("upgrade it", "then wait"))));
        assertThat(printed()).isEqualTo("""
                r2 | FAILED >>
                no such item
                r2 | UNREACHABLE >>
                nothing answers
                r2 | BLOCKED >>
                upgrade it
                then wait
                """);
    }

    @Test
    void shortAnswersShareTheLine() {
        report.line(answer("written"));
        assertThat(printed()).isEqualTo("r1 | SUCCESS => written\n");
    }

    @Test
    void jsonIsOneObjectInALine() {
        report.json(answer("a\r\n\"b\"\r\n"));
        report.json(problem(new Outcome.Unreachable("gone")));
        assertThat(printed()).isEqualTo("""
                {"host":"r1","status":"success","output":"a\\n\\"b\\""}
                {"host":"r2","status":"unreachable","output":"gone"}
                """);
    }

    @Test
    void anAnswerCannotSteerTheTerminal() {
        report.block(answer("a\u001b[2Jb\u0007c\td"));
        assertThat(printed()).isEqualTo("r1 | SUCCESS >>\na\ufffd[2Jb\ufffdc\td\n");
    }

    @Test
    void colourTellsTheKind() {
        new AnswerReport(new Screen(out, 80, true, true)).block(answer("x"));
        assertThat(printed()).isEqualTo("\u001b[0;32mr1 | SUCCESS >>\u001b[0m\nx\n");
    }
}
