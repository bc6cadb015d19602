package mkrun.op.rootfs;

import java.util.List;
import java.util.Optional;
import mkrun.target.Content;
import mkrun.target.TargetException;
import mkrun.target.TextDiff;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsProbe;
import mkrun.task.Plan;

/**
 * A text file of the image as an operation that edits lines sees it.
 *
 * @param path absolute
 * @param entry its inode; empty if the file does not exist
 * @param lines its lines without line ends
 */
public record TextFile(String path, Optional<Entry> entry, List<String> lines) {
    public TextFile {
        lines = List.copyOf(lines);
    }

    /**
     * @throws TargetException if there is something at the path that is no text file
     */
    static TextFile read(RootfsProbe probe, String path) throws TargetException {
        Optional<Entry> entry = probe.stat(path);
        if (entry.isEmpty()) {
            return new TextFile(path, entry, List.of());
        }
        if (entry.get().isSymlink()) {
            throw new TargetException(
                    path + " is a symbolic link to " + entry.get().link() + "; name that file instead");
        }
        Optional<String> text =
                entry.filter(Entry::isFile).flatMap(e -> e.content().asText());
        if (text.isEmpty()) {
            throw new TargetException(path + " is no text file in the image");
        }
        return new TextFile(path, entry, text.get().lines().toList());
    }

    /** The file with these lines instead; mode and owner stay, a new file is root's, 0644. */
    Plan with(List<String> wanted, String reasonIfSame) {
        if (wanted.equals(lines)) {
            return Plan.nothing(reasonIfSame);
        }
        Content content = Content.text(join(wanted));
        Entry after = entry.map(e -> e.withContent(content)).orElseGet(() -> Entry.file(content, 0644));
        String from = entry.isPresent() ? path : "/dev/null";
        String before = entry.flatMap(e -> e.content().asText()).orElse("");
        List<String> diff = TextDiff.unified(from, path, before, join(wanted));
        return Plan.of(List.of(new Put(path, after, (entry.isPresent() ? "edit " : "create ") + path, diff)), "");
    }

    private static String join(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}
