package mkrun.alpine.install;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mkrun.alpine.script.Glob;
import mkrun.target.rootfs.RootfsTree;

/**
 * The directories whose files are configuration: what somebody has changed there is neither overwritten nor removed.
 * Rules are those of apk: its own ({@code +etc @etc/init.d !etc/apk}), then the lines of {@code
 * etc/apk/protected_paths.d/*.list}. Each names a directory with all below it; of several the last one holds. The marks
 * {@code +}, {@code @} and {@code !} differ only in what an audit looks at; {@code -} takes protection away.
 */
final class ProtectedPaths {
    private static final String FOLDER = "etc/apk/protected_paths.d";

    private final Scope root;
    private final Map<String, Scope> scopes = new HashMap<>();

    /** A rule's pattern relative to a directory. */
    private record Rule(String pattern, boolean protect) {}

    /** Whether a directory is protected, and the rules that may hold for directories in it. */
    private record Scope(boolean protect, List<Rule> rules) {
        Scope child(String name) {
            boolean inherited = protect;
            List<Rule> deeper = new ArrayList<>();
            for (Rule rule : rules) {
                int slash = rule.pattern.indexOf('/');
                String part = slash < 0 ? rule.pattern : rule.pattern.substring(0, slash);
                if (!Glob.matchesPath(part, name)) {
                    continue;
                }
                if (slash < 0) {
                    inherited = rule.protect;
                } else {
                    deeper.add(new Rule(rule.pattern.substring(slash + 1), rule.protect));
                }
            }
            return new Scope(inherited, deeper);
        }
    }

    private ProtectedPaths(List<Rule> rules) {
        this.root = new Scope(false, List.copyOf(rules));
    }

    /** The rules that hold in a root. */
    static ProtectedPaths of(RootfsTree tree) {
        List<Rule> rules = new ArrayList<>();
        List.of("+etc", "@etc/init.d", "!etc/apk").forEach(line -> add(rules, line));
        for (String name : tree.list(FOLDER)) {
            if (name.endsWith(".list")) {
                for (String line : tree.text(FOLDER + "/" + name).orElse("").split("\n")) {
                    add(rules, line);
                }
            }
        }
        return new ProtectedPaths(rules);
    }

    private static void add(List<Rule> rules, String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        boolean marked = "-+@!".indexOf(line.charAt(0)) >= 0;
        String pattern = (marked ? line.substring(1) : line).replaceAll("^/+|/+$", "");
        rules.add(new Rule(pattern, line.charAt(0) != '-'));
    }

    /** Whether files in a directory are protected. */
    boolean covers(String directory) {
        return scope(directory).protect;
    }

    private Scope scope(String directory) {
        if (directory.isEmpty()) {
            return root;
        }
        Scope known = scopes.get(directory);
        if (known == null) {
            known = scope(Paths.parent(directory)).child(Paths.name(directory));
            scopes.put(directory, known);
        }
        return known;
    }
}
