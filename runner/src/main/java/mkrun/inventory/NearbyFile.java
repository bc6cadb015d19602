package mkrun.inventory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mkrun.spelling.DidYouMean;

/** The file or folder that was probably meant by a path at which there is none. */
final class NearbyFile {
    private NearbyFile() {}

    /** With the nearest name in its folder, or of its folder; empty if none is near enough, or nothing can be listed. */
    static Optional<Path> of(Path missing) {
        Path parent = missing.getParent();
        Path name = missing.getFileName();
        if (name == null) {
            return Optional.empty();
        }
        Path folder = parent == null ? Path.of("") : parent;
        return Files.isDirectory(folder)
                ? DidYouMean.nearest(name.toString(), names(folder)).map(folder::resolve)
                : of(folder).map(near -> near.resolve(name)).filter(Files::exists);
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> !name.startsWith("."))
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
