package mkrun.playbook;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import mkrun.image.Architecture;
import mkrun.spelling.DidYouMean;
import mkrun.target.Content;

/**
 * Where rootfs words are being evaluated.
 *
 * @param sink where tasks go
 * @param role the role, empty in the image block itself
 * @param directory of the role or the playbook, which holds {@code files/} and {@code templates/}
 * @param vars what is known there
 */
record RootfsPlace(
        Evaluation evaluation, TaskSink sink, String role, Path directory, Variables vars, Architecture architecture) {

    /** A file of {@code files/}. */
    Content file(String name) {
        return Content.file(existing("files", name));
    }

    /** The text that a template of {@code templates/} makes with the variables of this place. */
    String template(String name) {
        return evaluation.roles().scripts().template(existing("templates", name), vars, architecture.ociName());
    }

    private Path existing(String folder, String name) {
        Path base = directory.resolve(folder);
        Path file = base.resolve(name).normalize();
        if (!file.startsWith(base) || file.equals(base) || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw LoadProblem.here(
                    "there is no file '" + name + "' in " + SourceText.display(base),
                    DidYouMean.hint(name, Folders.names(base)),
                    name);
        }
        if (!Files.isRegularFile(file)) {
            throw LoadProblem.here("'" + name + "' in " + SourceText.display(base) + " is " + kind(file), "", name);
        }
        return file;
    }

    private static String kind(Path noFile) {
        if (Files.isDirectory(noFile)) {
            return "a folder, not a file";
        }
        return Files.exists(noFile) ? "no file that can be read to its end" : "a link to what is not there";
    }
}
