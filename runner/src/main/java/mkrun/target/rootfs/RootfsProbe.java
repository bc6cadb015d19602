package mkrun.target.rootfs;

import java.util.List;
import java.util.Optional;
import mkrun.target.Probe;

/** Reads a root file system. Paths are absolute inside it, with or without the leading slash. */
public interface RootfsProbe extends Probe {
    /** The inode at a path, symbolic links in parent directories followed, the last part not; empty if there is none. */
    Optional<Entry> stat(String path);

    /** Like {@link #stat}, a symbolic link in the last part followed too; empty if it leads nowhere. */
    Optional<Entry> follow(String path);

    /** Names in a directory, sorted; empty if there is no such directory. */
    List<String> list(String path);

    /** Text of the regular file behind a path (links followed); empty if there is no such file or it is not UTF-8. */
    default Optional<String> text(String path) {
        return follow(path).filter(Entry::isFile).flatMap(e -> e.content().asText());
    }
}
