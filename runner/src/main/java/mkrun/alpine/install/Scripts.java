package mkrun.alpine.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mkrun.alpine.AlpineException;
import mkrun.alpine.ScriptType;
import mkrun.alpine.script.Glob;
import mkrun.alpine.script.ScriptException;
import mkrun.alpine.script.ScriptRunner;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;

/** Replays packages' scripts and triggers at the moments apk runs them. */
final class Scripts {
    private static final String EXEC_DIRECTORY = "lib/apk/exec";

    private final RootfsTree tree;
    private final ScriptRunner runner;
    private final Set<String> skipped;
    private final List<String> ledger = new ArrayList<>();

    Scripts(RootfsTree tree, InstallOptions options) {
        this.tree = tree;
        this.runner = new ScriptRunner(tree, options.epochSeconds());
        this.skipped = options.skippedScripts();
    }

    /** A line for each effect so far. */
    List<String> ledger() {
        return ledger;
    }

    /** Runs a script if the package has it. */
    void run(InstalledPackage owner, ScriptType type) throws AlpineException {
        run(owner, type, List.of(owner.record().version()));
    }

    /** Runs a package's trigger with the directories it asks for, if there are any. */
    void trigger(InstalledPackage owner, Iterable<String> directories) throws AlpineException {
        List<String> matching = new ArrayList<>();
        for (String directory : directories) {
            String path = "/" + directory;
            if (owner.triggers().stream().anyMatch(glob -> Glob.matchesPath(glob.replaceFirst("^\\+", ""), path))) {
                matching.add(path);
            }
        }
        if (!matching.isEmpty()) {
            run(owner, ScriptType.TRIGGER, matching);
        }
    }

    private void run(InstalledPackage owner, ScriptType type, List<String> arguments) throws AlpineException {
        Optional<Content> script = owner.script(type);
        if (script.isEmpty()) {
            return;
        }
        String name = owner.record().name() + "." + type;
        String prefix = owner.record().id() + "." + type + ": ";
        if (skipped.contains(name)) {
            ledger.add(prefix + "skipped as asked for");
            return;
        }
        makeExecDirectory();
        String text = script.get()
                .asText()
                .orElseThrow(() -> new AlpineException(owner.record().id() + ": its " + type + " script is no text"));
        try {
            int status = runner.run(text, arguments, line -> ledger.add(prefix + line));
            if (status != 0) {
                throw new AlpineException(owner.record().id() + ": its " + type + " script would fail with exit status "
                        + status + remarks(prefix));
            }
        } catch (ScriptException e) {
            throw uncovered(owner, type, text, e);
        }
    }

    private static AlpineException uncovered(InstalledPackage owner, ScriptType type, String text, ScriptException e) {
        String source = text.lines().skip(e.line() - 1L).findFirst().orElse("").strip();
        return new AlpineException(
                owner.record().id() + ": its " + type + " script cannot be replayed without running it, line "
                        + e.line() + ": " + source + "\n  " + e.getMessage(),
                e);
    }

    private String remarks(String prefix) {
        return ledger.stream()
                .filter(line -> line.startsWith(prefix + "fails: "))
                .map(line -> "\n  " + line.substring(prefix.length()))
                .reduce("", String::concat);
    }

    /** apk keeps running scripts here; if it has to make the directory, it makes it private. */
    private void makeExecDirectory() {
        if (tree.follow(EXEC_DIRECTORY).isEmpty()) {
            tree.put(EXEC_DIRECTORY, Entry.directory(0700));
        }
    }
}
