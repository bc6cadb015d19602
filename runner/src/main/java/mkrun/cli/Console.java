package mkrun.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import mkrun.report.Screen;
import mkrun.target.FileFault;

/**
 * The two streams of the program and what is known of the terminal behind them.
 *
 * @param in what a human types, if {@link #keyboard} says that there is one
 * @param out what a command is for
 * @param err everything else
 * @param environment environment variables by name
 */
record Console(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
    /** The launcher sets it to the terminal's width when standard output is one. */
    private static final String TERMINAL = "MKRUN_TERMINAL";
    /** The same of standard error. */
    private static final String ERROR_TERMINAL = "MKRUN_ERROR_TERMINAL";
    /** The launcher sets it when standard input is a terminal. */
    private static final String KEYBOARD = "MKRUN_KEYBOARD";

    /** A console that nobody types on. */
    Console(PrintStream out, PrintStream err, Map<String, String> environment) {
        this(InputStream.nullInputStream(), out, err, environment);
    }

    /** Whether a human can be asked. */
    boolean keyboard() {
        return !environment.getOrDefault(KEYBOARD, "").isEmpty();
    }

    /** Asks a human; only a plain yes is one. */
    boolean confirmed(String question) throws IOException {
        out.flush();
        err.print(question + " [y/N] ");
        err.flush();
        String answer = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    /**
     * The screen for a run's lines. {@code NO_COLOR} (no-color.org) is honoured, {@code MKRUN_FORCE_COLOR} forces colours, and
     * with {@code TERM=dumb}, as editors have it, a terminal is sent what a file is.
     */
    Screen screen() {
        return screen(out, TERMINAL);
    }

    /** The screen for progress while standard output carries results. */
    Screen errorScreen() {
        return screen(err, ERROR_TERMINAL);
    }

    private Screen screen(PrintStream stream, String variable) {
        String width = environment.getOrDefault(variable, "");
        boolean terminal = width.matches("[1-9][0-9]{0,4}");
        boolean obeys = terminal && !environment.getOrDefault("TERM", "").equals("dumb");
        boolean colour = environment.containsKey("MKRUN_FORCE_COLOR")
                || obeys && environment.getOrDefault("NO_COLOR", "").isEmpty();
        int columns = terminal ? Math.max(20, Integer.parseInt(width)) : Screen.DEFAULT_WIDTH;
        return new Screen(stream, columns, colour, obeys);
    }

    /** Says a problem in one line and gives the exit code back. */
    int fail(ExitCode code, String message) {
        out.flush();
        err.println("mkrun: " + message);
        err.flush();
        return code.code();
    }

    /** Says what went wrong where nobody further down knew better. A stack trace comes only with {@code MKRUN_TRACE}. */
    int report(Exception error) {
        if (environment.containsKey("MKRUN_TRACE")) {
            error.printStackTrace(err);
        }
        if (error instanceof CliException said) {
            return fail(said.code(), said.getMessage());
        }
        if (error instanceof IOException io) {
            return fail(ExitCode.FAILED, FileFault.describe(io));
        }
        return fail(
                ExitCode.INTERNAL,
                "internal error, please report it: " + error + " (MKRUN_TRACE=1 shows where it happened)");
    }
}
