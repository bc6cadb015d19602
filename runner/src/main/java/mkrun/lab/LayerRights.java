package mkrun.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/**
 * Makes an unpacked image one that can run: files get their owners and modes, and symbolic links become real. It comes
 * last, so no link is ever followed.
 */
final class LayerRights {
    /**
     * Owner and mode of a file.
     *
     * @param mode with the bits for set-user-ID, set-group-ID and sticky
     */
    record Right(long uid, long gid, int mode) {}

    private LayerRights() {}

    /** Needs root rights. */
    static void apply(Path root, LayerFiles layers) throws IOException {
        Files.setAttribute(root, "unix:mode", 0755);
        for (Map.Entry<String, String> link : layers.links().entrySet()) {
            Path path = root.resolve(link.getKey());
            if (reachable(root, path)) {
                RouterFiles.delete(path);
                Files.createDirectories(path.getParent());
                Files.createSymbolicLink(path, Path.of(link.getValue()));
            }
        }
        for (Map.Entry<String, Right> right : layers.rights().entrySet()) {
            Path path = root.resolve(right.getKey());
            if (reachable(root, path) && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                own(path, right.getValue());
            }
        }
    }

    /** Whether no folder on the way is a link. */
    private static boolean reachable(Path root, Path path) {
        for (Path dir = path.getParent(); !dir.equals(root); dir = dir.getParent()) {
            if (Files.isSymbolicLink(dir)) {
                return false;
            }
        }
        return true;
    }

    private static void own(Path path, Right right) throws IOException {
        Files.setAttribute(path, "unix:uid", (int) right.uid(), LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", (int) right.gid(), LinkOption.NOFOLLOW_LINKS);
        if (!Files.isSymbolicLink(path)) {
            Files.setAttribute(path, "unix:mode", right.mode()); // behind the owner, whose change takes bits away
        }
    }

    /** Gives a file the owner and mode of another. Needs root rights. */
    static void copy(Path from, Path to) throws IOException {
        Map<String, Object> a = Files.readAttributes(from, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS);
        own(to, new Right((int) a.get("uid"), (int) a.get("gid"), (int) a.get("mode") & 07777));
    }
}
