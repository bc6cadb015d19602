package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import mkrun.report.Screen;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aMistakeInMkrunEndsWithOneAndNoStackTrace() {
        int code = console(Map.of()).report(new IllegalStateException("no such state"));

        assertThat(code).isEqualTo(1);
        assertThat(said())
                .isEqualTo("mkrun: internal error, please report it: java.lang.IllegalStateException: no such state"
                        + " (MKRUN_TRACE=1 shows where it happened)\n");
    }

    @Test
    void theTraceIsThereForWhoAsksForIt() {
        console(Map.of("MKRUN_TRACE", "1")).report(new IllegalStateException("no such state"));

        assertThat(said()).contains("at mkrun.cli.ConsoleTest.theTraceIsThereForWhoAsksForIt");
    }

    @Test
    void aMissingFileIsSaidInWords() {
        assertThat(console(Map.of()).report(new NoSuchFileException("/nowhere/x")))
                .isEqualTo(2);
        assertThat(said()).isEqualTo("mkrun: /nowhere/x: no such file or directory\n");
    }

    @Test
    void coloursAreForTerminalsAndNotForWhoDeclinesThem() {
        assertThat(console(Map.of()).screen().colour()).isFalse();
        assertThat(console(Map.of("MKRUN_TERMINAL", "120")).screen().colour()).isTrue();
        assertThat(console(Map.of("MKRUN_TERMINAL", "120", "NO_COLOR", "1"))
                        .screen()
                        .colour())
                .isFalse();
        assertThat(console(Map.of("MKRUN_TERMINAL", "120")).screen().width()).isEqualTo(120);
    }

    @Test
    void aTerminalThatKnowsNoSequencesIsSentNone() {
        Screen dumb = console(Map.of("MKRUN_TERMINAL", "60", "TERM", "dumb")).screen();
        assertThat(dumb).extracting(Screen::colour, Screen::live, Screen::width).containsExactly(false, false, 60);
        Screen other = console(Map.of("MKRUN_TERMINAL", "60", "TERM", "xterm")).screen();
        assertThat(other)
                .extracting(Screen::colour, Screen::live, Screen::width)
                .containsExactly(true, true, 60);
    }

    @Test
    void eachStreamIsATerminalOrAFileForItself() {
        Console toFile = console(Map.of("MKRUN_TERMINAL", "120"));
        assertThat(toFile.errorScreen().live()).isFalse();
        assertThat(toFile.errorScreen().colour()).isFalse();
        Console fromPipe = console(Map.of("MKRUN_ERROR_TERMINAL", "90"));
        assertThat(fromPipe.screen().live()).isFalse();
        assertThat(fromPipe.errorScreen().live()).isTrue();
        assertThat(fromPipe.errorScreen().width()).isEqualTo(90);
    }

    private Console console(Map<String, String> environment) {
        return new Console(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
