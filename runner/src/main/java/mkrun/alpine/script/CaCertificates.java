package mkrun.alpine.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;

/**
 * {@code update-ca-certificates} of Alpine's ca-certificates: the bundle, and a link to each certificate that the root
 * trusts. What comes after it, the links by hash, is {@link CertificateHashes}, called by a script in
 * {@code /etc/ca-certificates/update.d}.
 */
final class CaCertificates {
    private static final String CONFIGURATION = "/etc/ca-certificates.conf";
    private static final String SHARED = "/usr/share/ca-certificates/";
    private static final String LOCAL = "/usr/local/share/ca-certificates/";
    private static final String CERTIFICATES = "/etc/ssl/certs/";
    private static final String HOOKS = "/etc/ca-certificates/update.d";
    private static final int BUNDLE_MODE = 0644;

    private final RootfsTree tree;
    private final Consumer<String> ledger;

    /**
     * @param ledger told how many certificates are trusted
     */
    CaCertificates(RootfsTree tree, Consumer<String> ledger) {
        this.tree = tree;
        this.ledger = ledger;
    }

    int update(Program.Call call) throws ScriptException {
        if (!call.operands().isEmpty()) {
            throw call.unsupported("not replayed");
        }
        if (tree.follow(CERTIFICATES).filter(Entry::isDirectory).isEmpty()) {
            return 1;
        }
        SortedMap<String, String> links = new TreeMap<>();
        List<Content> bundle = new ArrayList<>();
        for (String path : trusted()) {
            links.put(linkName(path), path);
            tree.follow(path).filter(Entry::isFile).ifPresent(file -> bundle.add(file.content()));
            bundle.add(Content.text("\n"));
        }
        removeOld(links);
        links.forEach((name, target) -> tree.put(CERTIFICATES + name, Entry.symlink(target)));
        tree.put(CERTIFICATES + "ca-certificates.crt", Entry.file(Content.joined(bundle), BUNDLE_MODE));
        ledger.accept(links.size() + " certificates in " + CERTIFICATES + "ca-certificates.crt");
        return hooks(call);
    }

    /** Paths of what the configuration names, then of what the administrator added. */
    private List<String> trusted() {
        List<String> paths = new ArrayList<>();
        tree.text(CONFIGURATION).stream()
                .flatMap(String::lines)
                .filter(line -> !line.startsWith("#") && !line.startsWith("!"))
                .forEach(line -> paths.add(SHARED + line));
        for (String name : tree.list(LOCAL)) {
            if (!name.startsWith(".")) {
                paths.add(LOCAL + name);
            }
        }
        return paths;
    }

    private static String linkName(String path) {
        String name = FileTools.lastName(path).replaceFirst("(?<=.)\\.crt$", "");
        return "ca-cert-" + name.replaceAll("[, ]", "_").replaceAll("[()]", "=") + ".pem";
    }

    /** Links into the two folders that nobody wants any more. */
    private void removeOld(Map<String, String> wanted) {
        for (String name : tree.list(CERTIFICATES)) {
            Optional<Entry> link = tree.stat(CERTIFICATES + name).filter(Entry::isSymlink);
            boolean ours = link.filter(
                            e -> e.link().startsWith(SHARED) || e.link().startsWith(LOCAL))
                    .isPresent();
            if (ours && !wanted.containsKey(name)) {
                tree.remove(CERTIFICATES + name);
            }
        }
    }

    /** What {@code run-parts} does: the programs of a folder by name, until the last. */
    private int hooks(Program.Call call) throws ScriptException {
        int status = 0;
        for (String name : tree.list(HOOKS)) {
            boolean program = tree.follow(HOOKS + "/" + name)
                    .filter(e -> e.isFile() && (e.mode() & 0111) != 0)
                    .isPresent();
            if (program && name.matches("[A-Za-z0-9_-]+")) {
                status |= call.shell().invoke(call.line(), List.of(HOOKS + "/" + name), Io.none());
            }
        }
        return status == 0 ? 0 : 1;
    }
}
