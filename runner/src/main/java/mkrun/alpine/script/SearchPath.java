package mkrun.alpine.script;

import java.util.List;
import java.util.Optional;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsProbe;
import mkrun.target.rootfs.RootfsTree;

/** Finds programs in a tree as a shell with apk's {@code PATH} does. */
final class SearchPath {
    private static final List<String> DIRECTORIES = List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin");
    private static final int MAX_LINKS = 40;

    private SearchPath() {}

    /** The path of an executable file by its name, or by a path that is given; empty if there is none. */
    static Optional<String> find(RootfsProbe probe, String name) {
        if (name.contains("/")) {
            return isProgram(probe, name) ? Optional.of(name) : Optional.empty();
        }
        return DIRECTORIES.stream()
                .map(dir -> dir + "/" + name)
                .filter(path -> isProgram(probe, path))
                .findFirst();
    }

    /** The absolute path that a path leads to, links in its last part followed. */
    static String real(RootfsTree tree, String path) {
        String at = tree.canonical(path);
        for (int i = 0; i < MAX_LINKS; i++) {
            Optional<Entry> link = tree.stat(at).filter(Entry::isSymlink);
            if (link.isEmpty()) {
                break;
            }
            String target = link.get().link();
            String parent = at.contains("/") ? at.substring(0, at.lastIndexOf('/')) : "";
            at = tree.canonical(target.startsWith("/") ? target : parent + "/" + target);
        }
        return "/" + at;
    }

    private static boolean isProgram(RootfsProbe probe, String path) {
        return probe.follow(path)
                .filter(e -> e.isFile() && (e.mode() & 0111) != 0)
                .isPresent();
    }
}
