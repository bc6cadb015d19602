package mkrun.alpine.script;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import mkrun.target.Content;
import mkrun.target.rootfs.RootfsTree;

/**
 * Scripts that say in awk and sed what can be said shortly: known by their lines, comments and indentation left out, and
 * replayed as a whole.
 */
final class KnownScripts {
    /** SHA-256 of busybox's post-upgrade scripts that take away links to applets it no longer has. */
    private static final List<String> BUSYBOX_UPGRADES = List.of(
            "78425cc20266fe27c29b5c092f617255762de3e6772f14f1f8074b07cb10d92d", // of 1.36.1-r15
            "3061cd87a4651ae97585e0e7624d0febc8c55ba9f71d91283c621da910e76e95"); // of 1.32.1-r5

    private static final List<String> LINK_DIRECTORIES = List.of("/bin", "/sbin", "/usr/bin", "/usr/sbin");
    private static final String BUSYBOX = "/bin/busybox";
    private static final String AFTER_BUSYBOX_LINKS = "for link in /bin/ping /bin/ping6; do";

    private final RootfsTree tree;
    private final Consumer<String> ledger;

    /**
     * @param ledger told what was done, one line each
     */
    KnownScripts(RootfsTree tree, Consumer<String> ledger) {
        this.tree = tree;
        this.ledger = ledger;
    }

    /**
     * Does what is known of a script's beginning.
     *
     * @return number of the line from which the script is to be read, 1 for scripts that are not known
     */
    int begin(String text) throws ScriptException {
        if (!BUSYBOX_UPGRADES.contains(fingerprint(text))) {
            return 1;
        }
        List<String> lines = text.lines().toList();
        int rest = lines.indexOf(AFTER_BUSYBOX_LINKS) + 1;
        removeOldLinks(rest);
        return rest;
    }

    private void removeOldLinks(int line) throws ScriptException {
        Set<String> applets = new HashSet<>(BusyboxApplets.paths(tree, BUSYBOX)
                .orElseThrow(() -> new ScriptException(line, "the list of applets is not found in " + BUSYBOX)));
        int removed = 0;
        for (String directory : LINK_DIRECTORIES) {
            for (String name : tree.list(directory)) {
                String path = directory + "/" + name;
                boolean ours = tree.stat(path)
                        .filter(e -> e.isSymlink() && e.link().equals(BUSYBOX))
                        .isPresent();
                if (ours && !applets.contains(path)) {
                    tree.remove(path);
                    removed++;
                }
            }
        }
        ledger.accept(removed + " old links to " + BUSYBOX + " removed");
    }

    private static String fingerprint(String text) {
        String bare = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && (!line.startsWith("#") || line.startsWith("#!")))
                .collect(Collectors.joining("\n"));
        return Content.text(bare).sha256();
    }
}
