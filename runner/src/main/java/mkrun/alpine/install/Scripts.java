package mkrun.alpine.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Map<String, String> skipped;
    private final List<ScriptRecord> ledger = new ArrayList<>();

    Scripts(RootfsTree tree, InstallOptions options) {
        this.tree = tree;
        this.runner = new ScriptRunner(tree, options.epochSeconds());
        this.skipped = options.skippedScripts();
    }

    /** What became of each script so far. */
    List<ScriptRecord> ledger() {
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

    /** Runs a script, if the package has it, with these arguments. */
    void run(InstalledPackage owner, ScriptType type, List<String> arguments) throws AlpineException {
        Optional<Content> script = owner.script(type);
        if (script.isEmpty()) {
            return;
        }
        String name = owner.record().name() + "." + type;
        if (skipped.containsKey(name)) {
            record(owner, type, script.get(), ScriptRecord.Mode.SKIPPED, skipped.get(name), List.of());
            return;
        }
        makeExecDirectory();
        List<String> effects = replay(owner, type, script.get(), arguments);
        record(owner, type, script.get(), ScriptRecord.Mode.REPLAYED, "", effects);
    }

    private void record(
            InstalledPackage owner,
            ScriptType type,
            Content script,
            ScriptRecord.Mode mode,
            String reason,
            List<String> effects) {
        String name = owner.record().name();
        ledger.add(new ScriptRecord(name, owner.record().version(), type, script.sha256(), mode, reason, effects));
    }

    /** Works out what a script does; its effects, a line each. */
    private List<String> replay(InstalledPackage owner, ScriptType type, Content script, List<String> arguments)
            throws AlpineException {
        String text = script.asText()
                .orElseThrow(() -> new AlpineException(owner.record().id() + ": its " + type + " script is no text"));
        List<String> effects = new ArrayList<>();
        try {
            int status = runner.run(text, arguments, effects::add);
            if (status != 0) {
                throw new AlpineException(owner.record().id() + ": its " + type + " script would fail with exit status "
                        + status + remarks(effects) + offer(owner, type));
            }
            return effects;
        } catch (ScriptException e) {
            throw uncovered(owner, type, text, e);
        }
    }

    private static AlpineException uncovered(InstalledPackage owner, ScriptType type, String text, ScriptException e) {
        String source = text.lines().skip(e.line() - 1L).findFirst().orElse("").strip();
        return new AlpineException(
                owner.record().id() + ": its " + type + " script cannot be replayed without running it, line "
                        + e.line() + ": " + source + "\n  " + e.getMessage() + offer(owner, type),
                e);
    }

    /** What a user can do about a script. */
    private static String offer(InstalledPackage owner, ScriptType type) {
        return "\n  leave the package out, or do in a role what the script is for and say in the image:"
                + " skipScript '" + owner.record().name() + "." + type + "', because: '...'";
    }

    private static String remarks(List<String> effects) {
        return effects.stream()
                .filter(line -> line.startsWith("fails: "))
                .map(line -> "\n  " + line)
                .reduce("", String::concat);
    }

    /** apk keeps running scripts here; if it has to make the directory, it makes it private. */
    private void makeExecDirectory() {
        if (tree.follow(EXEC_DIRECTORY).isEmpty()) {
            tree.put(EXEC_DIRECTORY, Entry.directory(0700));
        }
    }
}
