package mkrun.alpine.script;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import mkrun.target.rootfs.RootfsTree;

/** Replays install scripts on a tree. */
public final class ScriptRunner {
    private final RootfsTree tree;
    private final long epochSeconds;
    private final Function<String, Optional<String>> versions;

    /**
     * @param epochSeconds the image's time, of which new accounts bear the day
     * @param versions the version of a package, by its name, whose files are in the tree
     */
    public ScriptRunner(RootfsTree tree, long epochSeconds, Function<String, Optional<String>> versions) {
        this.tree = tree;
        this.epochSeconds = epochSeconds;
        this.versions = versions;
    }

    /**
     * Replays one script.
     *
     * @param text the script
     * @param arguments what it is called with
     * @param ledger told what it does, one line each
     * @return its exit status
     * @throws ScriptException if it is no shell script, or comes to something that has no native counterpart
     */
    public int run(String text, List<String> arguments, Consumer<String> ledger) throws ScriptException {
        return start(new Programs(tree, epochSeconds, versions, ledger), text, arguments, Map.of(), Io.none());
    }

    /** Runs a script, or a program of the tree that is one. */
    static int start(Programs programs, String text, List<String> arguments, Map<String, String> environment, Io io)
            throws ScriptException {
        String first = text.substring(0, text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n'));
        checkInterpreter(programs.tree(), first);
        Shell shell = new Shell(programs, arguments, environment);
        shell.exitOnError(first.endsWith(" -e"));
        int from = programs.known().begin(text);
        String rest = Arrays.stream(text.split("\n")).skip(from - 1L).collect(Collectors.joining("\n", "", "\n"));
        return shell.run(Parser.parse(from == 1 ? text : rest, from), io);
    }

    private static void checkInterpreter(RootfsTree tree, String first) throws ScriptException {
        if (!first.matches("#! ?/bin/(sh|ash|busybox (sh|ash))( -e)?")) {
            throw new ScriptException(1, "only scripts for /bin/sh are replayed");
        }
        String program = first.replaceFirst("#! ?", "").split(" ")[0];
        if (SearchPath.find(tree, program).isEmpty()) {
            throw new ScriptException(
                    1, "the tree has no " + program + " to run it, so it would fail in Alpine as well");
        }
    }
}
