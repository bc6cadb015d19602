package mkrun.op.rootfs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mkrun.target.Content;
import mkrun.target.TargetException;
import mkrun.target.TextDiff;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsChange;
import mkrun.target.rootfs.RootfsProbe;
import mkrun.task.Operation;
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
        implements Operation<RootfsProbe, FilePresent.Seen> {

    /** What is there: the inode at the path, the numbers behind the owner's names, the parents that are missing. */
    public record Seen(Optional<Entry> entry, int uid, int gid, List<String> missingParents) {}

    public FilePresent {
        Checks.path(path);
        Checks.mode(mode);
    }

    @Override
    public String type() {
        return "file";
    }

    @Override
    public Class<RootfsProbe> probe() {
        return RootfsProbe.class;
    }

    @Override
    public Seen inspect(RootfsProbe probe) throws TargetException {
        Owner wanted = Owner.lookUp(probe, owner, group);
        return new Seen(probe.stat(path), wanted.uid(), wanted.gid(), Parents.missing(probe, path));
    }

    @Override
    public Plan diff(Seen seen) throws TargetException {
        Owner wanted = new Owner(seen.uid(), seen.gid());
        Optional<Entry> file = seen.entry().filter(Entry::isFile);
        if (file.isPresent() && file.get().content().equals(content)) {
            return Plan.of(Attributes.changes(path, file.get(), mode, wanted), path + " is as wanted");
        }
        if (seen.entry().filter(Entry::isDirectory).isPresent()) {
            throw new TargetException(path + " is a directory in the image, a file is wanted");
        }
        List<RootfsChange> changes = new ArrayList<>();
        seen.missingParents().forEach(parent -> changes.add(Put.parent(parent)));
        Entry entry = Entry.file(content, mode).withOwner(wanted.uid(), wanted.gid());
        changes.add(new Put(path, entry, summary(seen.entry(), wanted), lines(seen.entry(), wanted)));
        return Plan.of(changes, "");
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
