package mkrun.target.rootfs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mkrun.target.Content;
import org.jspecify.annotations.Nullable;

/**
 * One of the three colon-separated account files. Lines that are no records stay as they are; every change keeps the
 * state before it for the backup that busybox writes beside the file ({@code passwd-}).
 */
final class AccountFile {
    private final String path;
    private final boolean exists;
    private final List<String> lines;
    private @Nullable String backup;

    AccountFile(RootfsProbe probe, String path) {
        this.path = path;
        Optional<String> text = probe.text(path);
        this.exists = text.isPresent();
        this.lines = new ArrayList<>(List.of(text.orElse("").split("\n", -1)));
        if (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
    }

    boolean exists() {
        return exists;
    }

    /** The records that have at least so many fields, in the file's order. */
    Stream<String[]> records(int fields) {
        return lines.stream().map(line -> line.split(":", -1)).filter(record -> record.length >= fields);
    }

    Optional<String[]> record(String name, int fields) {
        return records(fields).filter(record -> record[0].equals(name)).findFirst();
    }

    void append(String line) {
        backup = text();
        lines.add(line);
    }

    void replace(String name, String line) {
        backup = text();
        lines.replaceAll(old -> old.startsWith(name + ":") ? line : old);
    }

    String text() {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    boolean changed() {
        return backup != null;
    }

    String path() {
        return path;
    }

    /** The state before the last change as {@code path-}, the file itself in place, both with the file's owner and mode. */
    void writeTo(RootfsTree tree) {
        String before = backup;
        if (before == null) {
            return;
        }
        Entry old = tree.follow(path)
                .filter(Entry::isFile)
                .orElseThrow(() -> new RootfsException(path + " is no regular file"));
        boolean untouched = old.content().equals(Content.text(before));
        tree.put(path + "-", untouched ? old : old.withContent(Content.text(before)));
        tree.put(path, old.withContent(Content.text(text())));
    }
}
