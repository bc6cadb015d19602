package mkrun.lab.runc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A program on a terminal of its own, which {@code script} of util-linux makes: Java cannot. */
public final class TerminalProcess {
    private final Process process;

    private TerminalProcess(Process process) {
        this.process = process;
    }

    static TerminalProcess start(List<String> command, int rows, int columns) throws IOException {
        String line = "stty raw -echo " + size(rows, columns) + "; exec "
                + command.stream().map(TerminalProcess::quoted).collect(Collectors.joining(" "));
        return new TerminalProcess(Tool.SCRIPT
                .process(List.of("--quiet", "--return", "--command", line, "/dev/null"))
                .redirectErrorStream(true)
                .start());
    }

    private static String size(int rows, int columns) {
        return "rows " + rows + " cols " + columns;
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** What its keyboard types. */
    public OutputStream keyboard() {
        return process.getOutputStream();
    }

    /** What its screen shows. */
    public InputStream screen() {
        return process.getInputStream();
    }

    /** Whether it still runs. */
    public boolean alive() {
        return process.isAlive();
    }

    /** Ends it. */
    public void end() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    /** Tells the program that its terminal has another size now. */
    public void resize(int rows, int columns) throws IOException {
        Optional<ProcessHandle> program = process.children().findFirst();
        if (program.isPresent()) {
            new ProcessBuilder(
                            "/bin/sh",
                            "-c",
                            "stty " + size(rows, columns) + " </proc/"
                                    + program.get().pid() + "/fd/0")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }
    }
}
