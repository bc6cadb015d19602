package mkrun.alpine.script;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;

/**
 * OpenRC's programs in a root whose init never ran: runlevels can be changed, and no service is started. Their answers are
 * those of OpenRC 0.52 in a chroot.
 */
final class OpenrcTools {
    /** The runlevel that counts as the current one until OpenRC has booted. */
    private static final String CURRENT = "sysinit";

    private static final String RUNLEVELS = "/etc/runlevels";
    private static final List<String> SCRIPTS = List.of("/etc/init.d/", "/usr/local/etc/init.d/");
    private static final List<String> DYNAMIC = List.of("hotplugged", "needed/wanted", "manual");

    private final RootfsTree tree;
    private final Consumer<String> ledger;

    /**
     * @param ledger told which service came into or left which runlevel, one line each
     */
    OpenrcTools(RootfsTree tree, Consumer<String> ledger) {
        this.tree = tree;
        this.ledger = ledger;
    }

    Map<String, Program> all() {
        return Map.of(
                "rc", OpenrcTools::rc,
                "rc-update", this::rcUpdate,
                "rc-service", this::rcService,
                "rc-status", this::rcStatus);
    }

    /** OpenRC's name for the kind of machine, which is none during a build. */
    private static int rc(Program.Call call) throws ScriptException {
        if (!call.operands().equals(List.of("--sys"))) {
            throw call.unsupported("not replayed");
        }
        call.io().out().append('\n');
        return 0;
    }

    private int rcUpdate(Program.Call call) throws ScriptException {
        Options options = call.options("aqu", "all=a", "quiet=q", "update=u");
        List<String> words = options.operands();
        if (options.has('u') && words.isEmpty()) {
            return 0; // the cache of dependencies: OpenRC makes it anew when it boots
        }
        if (words.size() < 2 || !words.get(0).matches("add|del|delete")) {
            throw call.unsupported("not replayed");
        }
        boolean add = words.get(0).equals("add");
        List<String> levels = words.subList(2, words.size());
        if (options.has('a')) {
            levels = tree.list(RUNLEVELS);
        } else if (levels.isEmpty()) {
            levels = List.of(CURRENT);
        }
        int status = 0;
        for (String level : levels) {
            status |= add ? add(words.get(1), level) : remove(words.get(1), level);
        }
        return status;
    }

    private int add(String service, String level) {
        Optional<String> script = script(service);
        if (script.isEmpty() || !isRunlevel(level)) {
            return 1;
        }
        String link = RUNLEVELS + "/" + level + "/" + service;
        if (tree.stat(link).isEmpty()) {
            tree.put(link, Entry.symlink(script.get()));
            ledger.accept("service " + service + " into runlevel " + level);
        }
        return 0;
    }

    private int remove(String service, String level) {
        String link = RUNLEVELS + "/" + level + "/" + service;
        if (!isRunlevel(level) || tree.stat(link).isEmpty()) {
            return 1;
        }
        tree.remove(link);
        ledger.accept("service " + service + " out of runlevel " + level);
        return 0;
    }

    private int rcService(Program.Call call) throws ScriptException {
        Options options = call.options("eisqS", "exists=e", "ifexists=i", "ifstarted=s", "ifstopped=S", "quiet=q");
        List<String> words = options.operands();
        if (words.isEmpty()) {
            throw call.unsupported("not replayed");
        }
        boolean exists = script(words.get(0)).isPresent();
        if (options.has('e')) {
            return exists ? 0 : 1;
        }
        if (!exists) {
            return options.has('i') ? 0 : 1;
        }
        if (options.has('s')) {
            return 0;
        }
        if (words.size() == 2 && words.get(1).equals("status")) {
            return 1; // OpenRC refuses to say: it has not booted this system
        }
        throw call.unsupported("services cannot be started or stopped while an image is built");
    }

    private int rcStatus(Program.Call call) throws ScriptException {
        Options options = call.options("a", "all=a");
        if (!options.operands().isEmpty()) {
            throw call.unsupported("not replayed");
        }
        StringBuilder out = call.io().out();
        for (String level : options.has('a') ? tree.list(RUNLEVELS) : List.of(CURRENT)) {
            out.append("Runlevel: ").append(level).append('\n');
            for (String service : tree.list(RUNLEVELS + "/" + level)) {
                out.append(' ').append(service).append("  [  stopped  ]\n");
            }
        }
        DYNAMIC.forEach(level -> out.append("Dynamic Runlevel: ").append(level).append('\n'));
        return 0;
    }

    private boolean isRunlevel(String level) {
        return !level.contains("/")
                && tree.follow(RUNLEVELS + "/" + level)
                        .filter(Entry::isDirectory)
                        .isPresent();
    }

    private Optional<String> script(String service) {
        return SCRIPTS.stream()
                .map(directory -> directory + service)
                .filter(path -> !service.contains("/")
                        && tree.follow(path).filter(Entry::isFile).isPresent())
                .findFirst();
    }
}
