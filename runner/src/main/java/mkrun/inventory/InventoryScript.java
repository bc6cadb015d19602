package mkrun.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import mkrun.inventory.Data.FormatException;

/**
 * A program that prints an inventory, in Ansible's way: called with {@code --list} it prints JSON, with the variables of hosts
 * in {@code _meta}. It is not called once more for each host ({@code --host}), as Ansible does where there is no {@code _meta}.
 */
final class InventoryScript {
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
    private static final int MOST_WORDS = 500;

    private InventoryScript() {}

    /**
     * Whether a file says by its first bytes that it is a program. The permission to run it is no sign: on some file systems
     * every file has it. A pipe is none: what is read of it cannot be read again.
     */
    static boolean is(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(ELF.length);
            return Arrays.equals(start, ELF) || new String(start, StandardCharsets.ISO_8859_1).startsWith("#!");
        }
    }

    /**
     * Runs it.
     *
     * @return the text on its standard output
     * @throws FormatException if it cannot be run, or fails, with its own last words
     */
    static String list(Path file) throws IOException, FormatException {
        if (!Files.isExecutable(file)) {
            throw new FormatException(0, "is a program that may not be run: chmod +x " + file);
        }
        Path errors = Files.createTempFile("mkrun-inventory", ".err");
        try {
            return said(start(file, errors), errors);
        } finally {
            Files.delete(errors);
        }
    }

    private static String said(Process process, Path errors) throws IOException, FormatException {
        try {
            process.getOutputStream().close();
            String said = Texts.read(process.getInputStream());
            int code = process.waitFor();
            if (code != 0) {
                throw new FormatException(0, "ended with exit code " + code + lastWords(errors));
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FormatException(0, "was interrupted");
        } finally {
            process.destroy(); // one that says too much
        }
    }

    private static Process start(Path file, Path errors) throws FormatException {
        try {
            return new ProcessBuilder(List.of(file.toAbsolutePath().toString(), "--list"))
                    .redirectError(errors.toFile())
                    .start();
        } catch (IOException e) {
            throw new FormatException(0, "cannot be run: " + e.getMessage());
        }
    }

    private static String lastWords(Path errors) throws IOException {
        String words = new String(Files.readAllBytes(errors), StandardCharsets.UTF_8).strip();
        return words.isEmpty() ? "" : ": " + words.substring(Math.max(0, words.length() - MOST_WORDS));
    }
}
