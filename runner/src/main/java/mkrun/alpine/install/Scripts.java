package mkrun.alpine.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import mkrun.alpine.AlpineException;
import mkrun.alpine.ScriptType;
import mkrun.alpine.sandbox.Sandbox;
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
    private final ScriptPolicy policy;
    private final String arch;
    private final List<ScriptRecord> ledger = new ArrayList<>();

    /**
     * @param arch Alpine's name of what the packages' programs run on
     */
    Scripts(RootfsTree tree, Installed installed, InstallOptions options, String arch) {
        this.tree = tree;
        this.runner = new ScriptRunner(
                tree, options.epochSeconds(), name -> installed.named(name).map(p -> p.record()
                        .version()));
        this.policy = options.scripts();
        this.arch = arch;
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
        Optional<ScriptRule> rule = policy.rule(owner.record().name() + "." + type);
        if (rule.isPresent() && rule.get().replacement().isEmpty()) {
            record(
                    owner,
                    type,
                    script.get(),
                    ScriptRecord.Mode.SKIPPED,
                    rule.get().because(),
                    List.of());
            return;
        }
        makeExecDirectory();
        if (rule.isPresent()) {
            replace(owner, type, script.get(), rule.get(), arguments);
        } else {
            replayOrRun(owner, type, script.get(), arguments);
        }
    }

    private void replace(
            InstalledPackage owner, ScriptType type, Content script, ScriptRule rule, List<String> arguments)
            throws AlpineException {
        String text = rule.replacement().orElseThrow();
        String what = rule.origin() + ": the replacement of " + owner.record().id() + "'s " + type + " script";
        List<String> effects = new ArrayList<>();
        try {
            int status = runner.run(text.startsWith("#!") ? text : "#!/bin/sh\n" + text, arguments, effects::add);
            if (status != 0) {
                throw new AlpineException(what + " fails with exit status " + status + remarks(effects));
            }
        } catch (ScriptException e) {
            int line = text.startsWith("#!") ? e.line() : e.line() - 1;
            throw new AlpineException(what + " cannot be replayed, its line " + line + ": " + e.getMessage(), e);
        }
        record(owner, type, script, ScriptRecord.Mode.REPLACED, rule.because(), effects);
    }

    /** Replays a script; one that cannot be is run in a sandbox on the root as it was before, if the policy allows it. */
    private void replayOrRun(InstalledPackage owner, ScriptType type, Content script, List<String> arguments)
            throws AlpineException {
        boolean mayRun = policy.otherwise() == ScriptPolicy.Otherwise.SANDBOX;
        Optional<RootfsTree.Snapshot> before = mayRun ? Optional.of(tree.snapshot()) : Optional.empty();
        String text = script.asText().orElse("");
        List<String> effects = new ArrayList<>();
        try {
            int status = runner.run(text, arguments, effects::add);
            if (status != 0) {
                throw new AlpineException(owner.record().id() + ": its " + type + " script would fail with exit status "
                        + status + remarks(effects) + offer(owner, type, mayRun));
            }
            record(owner, type, script, ScriptRecord.Mode.REPLAYED, "", effects);
        } catch (ScriptException e) {
            if (before.isEmpty()) {
                throw uncovered(owner, type, text, e);
            }
            tree.restore(before.get());
            List<String> done = runInSandbox(owner, type, script, arguments);
            record(owner, type, script, ScriptRecord.Mode.SANDBOXED, "line " + e.line() + ": " + e.getMessage(), done);
        }
    }

    private List<String> runInSandbox(InstalledPackage owner, ScriptType type, Content script, List<String> arguments)
            throws AlpineException {
        String what = owner.record().id() + ": its " + type + " script ";
        try {
            Sandbox.Outcome outcome = Sandbox.of(arch).run(tree, owner.record().id() + "." + type, script, arguments);
            if (outcome.status() != 0) {
                throw new AlpineException("ends in the sandbox with exit status " + outcome.status()
                        + outcome.output().lines().map(line -> "\n  | " + line).collect(Collectors.joining()));
            }
            return outcome.effects();
        } catch (AlpineException e) {
            throw new AlpineException(what + "cannot be replayed, and " + e.getMessage() + offer(owner, type, true), e);
        }
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

    private static AlpineException uncovered(InstalledPackage owner, ScriptType type, String text, ScriptException e) {
        String source = text.lines().skip(e.line() - 1L).findFirst().orElse("").strip();
        return new AlpineException(
                owner.record().id() + ": its " + type + " script cannot be replayed without running it, line "
                        + e.line() + ": " + source + "\n  " + e.getMessage() + offer(owner, type, false),
                e);
    }

    /** What a user can do about a script, to be written in the image or a role. */
    private static String offer(InstalledPackage owner, ScriptType type, boolean sandboxed) {
        String script = "'" + owner.record().name() + "." + type + "'";
        return (sandboxed ? "" : "\n  run it shut off from this machine, in the image: scripts 'sandbox'")
                + "\n  or say what is to be done in its place: replaceScript " + script
                + ", with: '...', because: '...'"
                + "\n  or leave it out knowingly: skipScript " + script + ", because: '...'";
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
