package mkrun.alpine.script;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;

/** busybox and its relatives as programs of their own: they link themselves to the names they answer to. */
final class Busybox {
    private static final Pattern SUID_PATHS = Pattern.compile("(?<=\0)/(?:usr/)?s?bin/[a-z0-9]+(?=\0)");

    private final RootfsTree tree;
    private final Map<String, Program> applets;
    private final Consumer<String> ledger;

    /**
     * @param applets the applets that have a native counterpart
     * @param ledger told what was linked, one line each
     */
    Busybox(RootfsTree tree, Map<String, Program> applets, Consumer<String> ledger) {
        this.tree = tree;
        this.applets = applets;
        this.ledger = ledger;
    }

    /** Whether a program with this real path is one of them. */
    static boolean is(String realPath) {
        return realPath.matches("/(usr/)?bin/(busybox|busybox-extras|bbsuid)");
    }

    /** Runs {@code busybox --install -s}, {@code bbsuid --install} or {@code busybox APPLET …}. */
    int run(Program.Call call, String realPath) throws ScriptException {
        List<String> words = call.operands();
        if (realPath.endsWith("/bbsuid")) {
            if (!words.equals(List.of("--install"))) {
                throw call.unsupported("not replayed");
            }
            return installSuid(realPath);
        }
        if (words.equals(List.of("--install", "-s"))) {
            return install(call, realPath);
        }
        return words.isEmpty() ? 0 : applet(call, words);
    }

    /** Runs an applet by its name. */
    int applet(Program.Call call, List<String> words) throws ScriptException {
        Program program = applets.get(words.get(0));
        if (program == null) {
            throw call.unsupported("the program has no counterpart in mkrun");
        }
        return program.run(new Program.Call(call.shell(), call.line(), words, call.io()));
    }

    /** Links fill gaps only: what is there stays; a missing directory is skipped. */
    private int install(Program.Call call, String binary) throws ScriptException {
        List<String> paths = BusyboxApplets.paths(tree, binary)
                .orElseThrow(() -> call.unsupported("the list of applets is not found in " + binary));
        int made = 0;
        for (String path : paths) {
            if (tree.stat(path).isEmpty() && isDirectory(path.substring(0, path.lastIndexOf('/')))) {
                tree.put(path, Entry.symlink(binary));
                made++;
            }
        }
        ledger.accept(made + " links to " + binary);
        return 0;
    }

    /** The names that need root's rights: gaps and links to busybox become links to bbsuid. */
    private int installSuid(String binary) {
        String text = new String(tree.stat(binary).orElseThrow().content().bytes(), StandardCharsets.ISO_8859_1);
        List<String> paths = SUID_PATHS
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(path -> !is(path))
                .toList();
        int made = 0;
        for (String path : paths) {
            Optional<Entry> there = tree.stat(path);
            boolean free = there.isEmpty() && isDirectory(path.substring(0, path.lastIndexOf('/')));
            if (free || there.filter(e -> e.link().equals("/bin/busybox")).isPresent()) {
                tree.put(path, Entry.symlink(binary));
                made++;
            }
        }
        ledger.accept(made + " links to " + binary);
        return 0;
    }

    private boolean isDirectory(String path) {
        return tree.follow(path).filter(Entry::isDirectory).isPresent();
    }
}
