package mkrun.alpine.script;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsException;
import mkrun.target.rootfs.RootfsTree;

/** The programs that copy, move, list and describe what is there. */
final class CopyTools {
    private static final int NEW_FILES = 0777 & ~022; // what apk's umask leaves of a mode

    private final RootfsTree tree;

    CopyTools(RootfsTree tree) {
        this.tree = tree;
    }

    Map<String, Program> all() {
        return Map.of("cp", this::cp, "mv", this::mv, "rmdir", this::rmdir, "ls", this::ls, "stat", this::stat);
    }

    private int cp(Program.Call call) throws ScriptException {
        Options options = call.options("afprR", "archive=a", "force=f", "preserve=p", "recursive=R");
        boolean keeps = options.has('a') || options.has('p');
        boolean recursive = options.has('a') || options.has('R') || options.has('r');
        int status = 0;
        for (String source : sources(call, options)) {
            Optional<Entry> entry = recursive ? tree.stat(source) : tree.follow(source);
            if (entry.isEmpty() || entry.get().isDirectory() && !recursive) {
                status = 1;
                continue;
            }
            copy(source, entry.get(), destination(options, source), keeps);
        }
        return status;
    }

    private void copy(String source, Entry entry, String destination, boolean keeps) {
        Entry made = keeps || entry.isSymlink() ? entry : entry.withOwner(0, 0).withMode(entry.mode() & NEW_FILES);
        tree.put(destination, keeps ? made : made.withMtime(Entry.NO_TIME));
        if (entry.isDirectory()) {
            for (String name : tree.list(source)) {
                String child = source + "/" + name;
                copy(child, tree.stat(child).orElseThrow(), destination + "/" + name, keeps);
            }
        }
    }

    private int mv(Program.Call call) throws ScriptException {
        Options options = call.options("f", "force=f");
        int status = 0;
        for (String source : sources(call, options)) {
            if (tree.stat(source).isEmpty()) {
                status = 1;
                continue;
            }
            move(tree.canonical(source), tree.canonical(destination(options, source)));
        }
        return status;
    }

    private void move(String source, String destination) {
        if (source.equals(destination) || (destination + "/").startsWith(source + "/")) {
            throw new RootfsException("can't rename '" + source + "' to '" + destination + "'");
        }
        Entry entry = tree.stat(source).orElseThrow();
        List<String> children = entry.isDirectory() ? tree.list(source) : List.of();
        if (tree.stat(destination).filter(Entry::isDirectory).isPresent()) {
            // an empty directory gives way, as in rename(2)
            if (!entry.isDirectory() || !tree.list(destination).isEmpty()) {
                throw new RootfsException("can't rename '" + source + "': Directory not empty");
            }
        }
        if (entry.isFile() && tree.linksOf(source).size() > 1) {
            tree.link(destination, source);
        } else {
            tree.put(destination, entry);
        }
        for (String name : children) {
            move(source + "/" + name, destination + "/" + name);
        }
        tree.remove(source);
    }

    private static List<String> sources(Program.Call call, Options options) throws ScriptException {
        int count = options.operands().size();
        if (count < 2) {
            throw call.unsupported("operands are missing");
        }
        return options.operands().subList(0, count - 1);
    }

    /** Where a source goes: into the last operand if that is a directory, else to it. */
    private String destination(Options options, String source) {
        String last = options.operands().get(options.operands().size() - 1);
        boolean into = tree.follow(last).filter(Entry::isDirectory).isPresent();
        if (!into && options.operands().size() > 2) {
            throw new RootfsException("'" + last + "' is not a directory");
        }
        return into ? SearchPath.real(tree, last) + "/" + FileTools.lastName(source) : last;
    }

    private int rmdir(Program.Call call) throws ScriptException {
        int status = 0;
        for (String path : call.options("").operands()) {
            boolean empty = tree.stat(path).filter(Entry::isDirectory).isPresent()
                    && tree.list(path).isEmpty();
            if (empty) {
                tree.remove(path);
            } else {
                status = 1;
            }
        }
        return status;
    }

    private int ls(Program.Call call) throws ScriptException {
        Options options = call.options("1A");
        if (options.operands().size() != 1) {
            throw call.unsupported("only the names of one directory or file are replayed");
        }
        String path = options.operands().get(0);
        Optional<Entry> entry = tree.follow(path);
        if (entry.isEmpty()) {
            return 1;
        }
        List<String> names = entry.get().isDirectory()
                ? tree.list(path).stream()
                        .filter(name -> options.has('A') || !name.startsWith("."))
                        .toList()
                : List.of(path);
        names.forEach(name -> call.io().out().append(name).append('\n'));
        return 0;
    }

    /** Mode and owner in numbers. */
    private int stat(Program.Call call) throws ScriptException {
        List<String> words = call.operands();
        if (words.size() != 3 || !words.get(0).equals("-c") || !words.get(1).matches("([^%]|%[aug])*")) {
            throw call.unsupported("not replayed");
        }
        Optional<Entry> entry = tree.stat(words.get(2));
        entry.ifPresent(e -> call.io()
                .out()
                .append(words.get(1)
                        .replace("%a", Integer.toOctalString(e.mode()))
                        .replace("%u", Integer.toString(e.uid()))
                        .replace("%g", Integer.toString(e.gid())))
                .append('\n'));
        return entry.isPresent() ? 0 : 1;
    }
}
