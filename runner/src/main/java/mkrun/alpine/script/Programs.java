package mkrun.alpine.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import mkrun.target.rootfs.RootfsException;
import mkrun.target.rootfs.RootfsTree;

/**
 * What a script can call. A program counts only if the tree has it at that moment, and only busybox's own are replayed:
 * an adduser of another package may do other things.
 */
final class Programs {
    private static final int NOT_FOUND = 127;

    private final RootfsTree tree;
    private final FileTools files;
    private final Map<String, Program> builtins;
    private final Effects effects;
    private final Busybox busybox;
    private final KnownScripts known;
    private final Consumer<String> ledger;
    private final Budget budget = new Budget();

    /**
     * @param epochSeconds the image's time
     * @param versions the installed version of a package by its name
     * @param ledger told what scripts do, one line each
     */
    Programs(RootfsTree tree, long epochSeconds, Function<String, Optional<String>> versions, Consumer<String> ledger) {
        this.tree = tree;
        this.ledger = ledger;
        this.files = new FileTools(tree);
        this.builtins = new Builtins(tree).all();
        Map<String, Program> applets = new HashMap<>(files.all());
        applets.putAll(new CopyTools(tree).all());
        applets.putAll(new TextTools(tree).all());
        applets.putAll(new AccountTools(tree, epochSeconds, ledger).all());
        this.busybox = new Busybox(tree, applets, ledger);
        this.known = new KnownScripts(tree, ledger);
        this.effects = new Effects(tree, versions, ledger);
    }

    RootfsTree tree() {
        return tree;
    }

    Budget budget() {
        return budget;
    }

    KnownScripts known() {
        return known;
    }

    FileTools files() {
        return files;
    }

    /** Runs a builtin or program; its exit status. */
    int run(Shell shell, int line, List<String> words, Io io) throws ScriptException {
        Program.Call call = new Program.Call(shell, line, words, io);
        Program builtin = builtins.get(call.name());
        try {
            return builtin != null ? builtin.run(call) : external(call);
        } catch (RootfsException e) {
            fails(words, String.valueOf(e.getMessage()));
            return 1;
        }
    }

    /** Writes down that a call fails, and why. */
    void fails(List<String> words, String why) {
        ledger.accept("fails: " + String.join(" ", words) + ": " + why);
    }

    private int external(Program.Call call) throws ScriptException {
        Optional<String> found = SearchPath.find(tree, call.name());
        if (found.isEmpty()) {
            fails(call.words(), "not found");
            return NOT_FOUND;
        }
        String real = SearchPath.real(tree, found.get());
        String name = found.get().substring(found.get().lastIndexOf('/') + 1);
        if (Busybox.is(found.get())) {
            return busybox.run(call, real);
        }
        if (Busybox.is(real)) {
            List<String> words = new ArrayList<>(call.words());
            words.set(0, name);
            return busybox.applet(call, words);
        }
        Optional<String> script = tree.text(real).filter(text -> text.startsWith("#!"));
        return script.isPresent()
                ? script(call, real, script.get())
                : effects.of(call, found.get()).run(call);
    }

    /** A program that is a script itself. */
    private int script(Program.Call call, String path, String text) throws ScriptException {
        budget.enter(call.line());
        try {
            Map<String, String> environment = call.shell().parameters().environment();
            return ScriptRunner.start(this, text, call.operands(), environment, call.io());
        } catch (ScriptException e) {
            throw call.unsupported("line " + e.line() + " of " + path + ": " + e.getMessage());
        } finally {
            budget.leave();
        }
    }
}
