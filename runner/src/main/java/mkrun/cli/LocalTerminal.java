package mkrun.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mkrun.target.routeros.Terminal;

/**
 * The terminal that mkrun was started on, with every key passed on as it is, Ctrl-C included. What it was set to before is
 * restored at the end, also if the program is killed by a signal it can see.
 */
final class LocalTerminal implements Terminal, AutoCloseable {
    private final Console console;
    private final String before;
    private final Thread restoring = new Thread(this::restore, "mkrun-terminal");

    private LocalTerminal(Console console, String before) {
        this.console = console;
        this.before = before;
    }

    /**
     * @throws CliException if the terminal cannot be set so
     */
    static LocalTerminal raw(Console console) throws IOException, InterruptedException {
        LocalTerminal terminal = new LocalTerminal(console, stty("-g"));
        Runtime.getRuntime().addShutdownHook(terminal.restoring);
        stty("raw", "-echo");
        return terminal;
    }

    private static String stty(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new CliException(
                    ExitCode.USAGE, "the terminal cannot be set: stty " + String.join(" ", words) + " failed");
        }
        return said;
    }

    private void restore() {
        try {
            stty(before);
        } catch (IOException | CliException e) {
            console.err().println("mkrun: the terminal is not as it was: run stty sane");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public InputStream keys() {
        return console.in();
    }

    @Override
    public OutputStream screen() {
        return console.out();
    }

    @Override
    public String type() {
        return console.environment().getOrDefault("TERM", "vt100");
    }

    @Override
    public Size size() {
        try {
            String[] words = stty("size").split(" ");
            return new Size(Math.max(1, Integer.parseInt(words[1])), Math.max(1, Integer.parseInt(words[0])));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Size(80, 24);
        } catch (IOException | CliException | NumberFormatException | ArrayIndexOutOfBoundsException unknown) {
            return new Size(80, 24);
        }
    }

    @Override
    public void close() {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(restoring);
        } catch (IllegalStateException endingAlready) {
            return; // it restores once more, which does no harm
        }
    }
}
