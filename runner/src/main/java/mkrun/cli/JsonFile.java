package mkrun.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import mkrun.report.JsonReport;
import mkrun.run.RunEvent;
import mkrun.run.RunListener;
import mkrun.target.FileFault;

/** The file of {@code --json}: what is wrong with it is told by its name, and with what else there is to know of the run. */
final class JsonFile implements RunListener, AutoCloseable {
    private final Path file;
    private final JsonReport report;

    private JsonFile(Path file, JsonReport report) {
        this.file = file;
        this.report = report;
    }

    /**
     * Begins it anew.
     *
     * @throws IOException if it cannot be written; nothing was done by then
     */
    static JsonFile create(Path file) throws IOException {
        return new JsonFile(file, new JsonReport(Files.newBufferedWriter(file, StandardCharsets.UTF_8)));
    }

    @Override
    public void on(RunEvent event) {
        report.on(event);
    }

    /** Ends it; the run is over by then, whatever became of its events. */
    @Override
    public void close() {
        try {
            report.close();
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.FAILED,
                    "--json " + file + ": " + FileFault.bareReason(e)
                            + "; it lacks events of the run, which went on as the lines above tell");
        }
    }
}
