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
 * A regular file with this content, mode and owner. Missing parent directories are made (0755, root's); a symbolic link
 * in its place is replaced, a directory is refused.
 *
 * @param path absolute
 * @param content its bytes
 * @param mode permission bits, e.g. {@code 0644}
 * @param owner name of a user of the image, or a number
 * @param group name of a group of the image, or a number
 */
public record FilePresent(String path, Content content, int mode, String owner, String group)
        implements RootfsOperation<PlaceSeen> {

    public FilePresent {
        Checks.path(path);
        Checks.mode(mode);
    }

    @Override
    public String type() {
        return "file";
    }

    @Override
    public PlaceSeen inspect(RootfsProbe probe) throws TargetException {
        return PlaceSeen.at(path, owner, group, probe);
    }

    @Override
    public Plan diff(PlaceSeen seen) throws TargetException {
        Owner wanted = seen.wanted();
        Optional<Entry> file = seen.entry().filter(Entry::isFile);
        if (file.isPresent() && file.get().content().equals(content)) {
            return Plan.of(Attributes.changes(path, file.get(), mode, wanted), path + " is as wanted");
        }
        if (seen.entry().filter(Entry::isDirectory).isPresent()) {
            throw new TargetException(path + " is a directory in the image, a file is wanted");
        }
        Entry entry = Entry.file(content, mode).withOwner(wanted.uid(), wanted.gid());
        return Parents.then(
                seen.missingParents(),
                new Put(path, entry, summary(seen.entry(), wanted), lines(seen.entry(), wanted)));
    }

    private String summary(Optional<Entry> before, Owner wanted) {
        String verb = before.map(e -> e.isFile() ? "write" : "replace the " + Kinds.of(e))
                .orElse("create");
        return "%s %s (%04o %s, %d bytes)".formatted(verb, path, mode, wanted, content.size());
    }

    private List<String> lines(Optional<Entry> before, Owner wanted) {
        Optional<String> old = before.filter(Entry::isFile)
                .map(Entry::content)
                .orElse(Content.EMPTY)
                .asText();
        Optional<String> now = content.asText();
        String from = before.isEmpty() ? "/dev/null" : path;
        return old.isPresent() && now.isPresent()
                ? TextDiff.unified(from, path, old.get(), now.get())
                : List.of(summary(before, wanted) + ", not text");
    }
}
