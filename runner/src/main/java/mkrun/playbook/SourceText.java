package mkrun.playbook;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import mkrun.task.SourcePos;

/**
 * A file of a playbook or role, read once.
 *
 * @param path where it is
 * @param name the path as the user knows it, relative to the working directory where possible
 * @param text all of it
 */
record SourceText(Path path, String name, String text) {

    /**
     * @throws LoadProblem if it cannot be read as UTF-8 text
     */
    static SourceText read(Path file) {
        String name = display(file);
        try {
            String text = Files.readString(file);
            boolean marked = text.startsWith("\ufeff"); // by editors of Windows; no part of the text
            return new SourceText(file, name, marked ? text.substring(1) : text);
        } catch (NoSuchFileException e) {
            throw LoadProblem.of(name, "there is no such file");
        } catch (MalformedInputException e) {
            throw LoadProblem.of(name, "is not UTF-8 text");
        } catch (IOException e) {
            throw LoadProblem.of(name, "cannot be read: " + e.getMessage());
        }
    }

    /** The path as the user knows it. */
    static String display(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path here = Path.of("").toAbsolutePath();
        return absolute.startsWith(here) ? here.relativize(absolute).toString() : absolute.toString();
    }

    /** The folder it is in. */
    Path directory() {
        return path.toAbsolutePath().normalize().getParent();
    }

    /** A line from 1; empty beyond the end. */
    String line(int number) {
        List<String> lines = text.lines().toList();
        return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
    }

    SourcePos position(int line, int column) {
        return new SourcePos(name, line, column);
    }
}
