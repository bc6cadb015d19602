package mkrun.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import mkrun.alpine.FileNames;
import mkrun.target.AtomicFile;
import mkrun.target.Content;
import mkrun.target.FileFault;
import mkrun.target.TargetException;

/** A folder with one export for each host. */
final class ExportFiles {
    private final Path dir;

    ExportFiles(Path dir) {
        this.dir = dir;
    }

    /**
     * Refuses hosts that cannot have a file here.
     *
     * @throws TargetException if the name would lead elsewhere
     */
    void check(String host) throws TargetException {
        if (!FileNames.isSafe(host)) {
            throw new TargetException("'" + host + "' cannot be the name of a file in " + dir
                    + ": give the host another name in the inventory, and this one as its variable 'host'");
        }
    }

    /**
     * Puts the export there, whole or not at all.
     *
     * @return {@code written}, or {@code unchanged} if the file has that text already
     */
    String keep(String host, String text) throws TargetException {
        Path file = dir.resolve(host + ".rsc");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
                return "unchanged";
            }
            AtomicFile.write(file, Content.of(bytes));
            return "written";
        } catch (IOException e) {
            throw new TargetException(FileFault.describe(e), e);
        }
    }
}
