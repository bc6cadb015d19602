package mkrun.alpine.script;

import java.util.List;
import java.util.Optional;
import mkrun.alpine.ApkVersion;
import mkrun.target.rootfs.RootfsProbe;

/** What scripts ask of apk itself: how versions compare, and whether a package was there before this installation. */
final class ApkTool {
    private static final String DATABASE = "/lib/apk/db/installed";

    private final RootfsProbe tree;

    ApkTool(RootfsProbe tree) {
        this.tree = tree;
    }

    int run(Program.Call call) throws ScriptException {
        List<String> words = call.operands();
        if (words.size() == 4 && words.subList(0, 2).equals(List.of("version", "-t"))) {
            return compare(call, words.get(2), words.get(3));
        }
        if (words.size() == 3 && words.get(0).equals("info") && words.get(1).matches("-e|--installed")) {
            return installed(call, words.get(2));
        }
        throw call.unsupported("not replayed");
    }

    private static int compare(Program.Call call, String left, String right) throws ScriptException {
        if (!ApkVersion.isValid(left) || !ApkVersion.isValid(right)) {
            throw call.unsupported("not a version");
        }
        int order = ApkVersion.compare(left, right);
        call.io().out().append(order < 0 ? "<" : order > 0 ? ">" : "=").append('\n');
        return 0;
    }

    /** The database on disk, as apk reads it: what this installation brings is written there at its end. */
    private int installed(Program.Call call, String name) throws ScriptException {
        if (!name.matches("[\\w.+-]+")) {
            throw call.unsupported("only plain names of packages are replayed");
        }
        Optional<String> line = tree.text(DATABASE).stream()
                .flatMap(String::lines)
                .filter(l -> l.equals("P:" + name))
                .findFirst();
        line.ifPresent(l -> call.io().out().append(name).append('\n'));
        return line.isPresent() ? 0 : 1;
    }
}
