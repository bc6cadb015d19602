package mkrun.alpine.script;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import mkrun.target.Content;
import mkrun.target.rootfs.Accounts;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsException;
import mkrun.target.rootfs.RootfsTree;

/** The programs that make, link and own files. */
final class FileTools {
    private final RootfsTree tree;

    FileTools(RootfsTree tree) {
        this.tree = tree;
    }

    Map<String, Program> all() {
        return Map.of(
                "mkdir", this::mkdir,
                "install", this::install,
                "chown", this::chown,
                "chgrp", this::chgrp,
                "chmod", this::chmod,
                "ln", this::ln,
                "rm", this::rm,
                "touch", this::touch,
                "readlink", this::readlink);
    }

    String read(int line, String path) throws ScriptException {
        return tree.text(path).orElseThrow(() -> new ScriptException(line, "cannot read " + path));
    }

    void write(String path, String text, boolean append) {
        String before = append ? tree.text(path).orElse("") : "";
        Optional<Entry> old = tree.follow(path);
        Entry entry = old.orElse(Entry.file(Content.EMPTY, 0644)).withContent(Content.text(before + text));
        tree.put(SearchPath.real(tree, path), entry);
    }

    private int mkdir(Program.Call call) throws ScriptException {
        Options options = call.options("p:m", "parents=p", "mode=m");
        for (String path : options.operands()) {
            if (tree.follow(path).isPresent() && options.has('p')) {
                continue;
            }
            if (tree.follow(path).isPresent()) {
                throw new RootfsException("can't create directory '" + path + "': File exists");
            }
            if (options.has('p')) {
                tree.mkdirs(path);
            } else {
                tree.put(path, Entry.directory(0755));
            }
            if (options.has('m')) {
                tree.update(path, mode(call, options.get('m', "")));
            }
        }
        return 0;
    }

    private int install(Program.Call call) throws ScriptException {
        Options options = call.options("d:omg", "directory=d", "owner=o", "mode=m", "group=g");
        if (!options.has('d')) {
            throw call.unsupported("only install -d is replayed");
        }
        UnaryOperator<Entry> owner = owner(call, options.get('o', "") + ":" + options.get('g', ""));
        UnaryOperator<Entry> mode = mode(call, options.get('m', "0755"));
        for (String path : options.operands()) {
            tree.mkdirs(path);
            tree.update(SearchPath.real(tree, path), e -> mode.apply(owner.apply(e)));
        }
        return 0;
    }

    private int chown(Program.Call call) throws ScriptException {
        Options options = call.options("Rh", "recursive=R", "no-dereference=h");
        return change(call, options, owner(call, first(call, options)));
    }

    private int chgrp(Program.Call call) throws ScriptException {
        Options options = call.options("Rh", "recursive=R", "no-dereference=h");
        return change(call, options, owner(call, ":" + first(call, options)));
    }

    private int chmod(Program.Call call) throws ScriptException {
        if (call.operands().stream().anyMatch(word -> word.matches("-[rwxst].*"))) {
            throw call.unsupported("not replayed");
        }
        Options options = call.options("R", "recursive=R");
        return change(call, options, mode(call, first(call, options)));
    }

    private int change(Program.Call call, Options options, UnaryOperator<Entry> change) throws ScriptException {
        int status = 0;
        for (String path : options.operands().subList(1, options.operands().size())) {
            String real = options.has('h') ? tree.canonical(path) : SearchPath.real(tree, path);
            if (tree.stat(real).isEmpty()) {
                status = 1;
                continue;
            }
            tree.update(real, change);
            if (options.has('R')) {
                below(real, change, call.name().equals("chmod"));
            }
        }
        return status;
    }

    private void below(String directory, UnaryOperator<Entry> change, boolean notLinks) {
        for (String name : tree.list(directory)) {
            String path = directory + "/" + name;
            Entry entry = tree.stat(path).orElseThrow();
            if (!entry.isSymlink() || !notLinks) {
                tree.update(path, change);
            }
            if (entry.isDirectory()) {
                below(path, change, notLinks);
            }
        }
    }

    private int ln(Program.Call call) throws ScriptException {
        Options options = call.options("sfn", "symbolic=s", "force=f", "no-dereference=n");
        if (!options.has('s') || options.operands().size() != 2) {
            throw call.unsupported("only ln -s TARGET LINK is replayed");
        }
        String target = options.operands().get(0);
        String link = options.operands().get(1);
        boolean into = options.has('n')
                ? tree.stat(link).filter(Entry::isDirectory).isPresent()
                : tree.follow(link).filter(Entry::isDirectory).isPresent();
        if (into) {
            link = SearchPath.real(tree, link) + "/" + target.substring(target.lastIndexOf('/') + 1);
        }
        if (tree.stat(link).isPresent() && !options.has('f')) {
            throw new RootfsException(link + ": File exists");
        }
        tree.put(link, Entry.symlink(target));
        return 0;
    }

    private int rm(Program.Call call) throws ScriptException {
        Options options = call.options("fr", "force=f", "recursive=r");
        int status = 0;
        for (String path : options.operands()) {
            Optional<Entry> entry = tree.stat(path);
            if (entry.isEmpty() || entry.get().isDirectory() && !options.has('r')) {
                status = entry.isEmpty() && options.has('f') ? status : 1;
            } else {
                tree.remove(path);
            }
        }
        return status;
    }

    private int touch(Program.Call call) throws ScriptException {
        for (String path : call.options("").operands()) {
            if (tree.follow(path).isEmpty()) {
                write(path, "", false);
            }
        }
        return 0;
    }

    private int readlink(Program.Call call) throws ScriptException {
        Options options = call.options("f", "canonicalize=f");
        String path = options.operands().isEmpty() ? "" : options.operands().get(0);
        Optional<Entry> entry = path.isEmpty() ? Optional.empty() : tree.stat(path);
        if (entry.isEmpty() || !options.has('f') && !entry.get().isSymlink()) {
            return 1;
        }
        call.io()
                .out()
                .append(
                        options.has('f')
                                ? SearchPath.real(tree, path)
                                : entry.get().link())
                .append('\n');
        return 0;
    }

    private static String first(Program.Call call, Options options) throws ScriptException {
        if (options.operands().size() < 2) {
            throw call.unsupported("operands are missing");
        }
        return options.operands().get(0);
    }

    private UnaryOperator<Entry> owner(Program.Call call, String spec) throws ScriptException {
        String[] names = spec.split("[:.]", 2);
        Accounts accounts = Accounts.of(tree);
        int uid = names[0].isEmpty()
                ? -1
                : id(names[0]).orElseGet(() -> accounts.uid(names[0])
                        .orElseThrow(() -> new RootfsException("unknown user " + names[0])));
        int gid = names.length < 2 || names[1].isEmpty()
                ? -1
                : id(names[1]).orElseGet(() -> accounts.gid(names[1])
                        .orElseThrow(() -> new RootfsException("unknown group " + names[1])));
        return e -> {
            Entry owned = e.withOwner(uid < 0 ? e.uid() : uid, gid < 0 ? e.gid() : gid);
            // the kernel takes setuid and setgid from a file whose owner changes
            return e.isFile() ? owned.withMode(e.mode() & ((e.mode() & 010) != 0 ? 01777 : 03777)) : owned;
        };
    }

    private static Optional<Integer> id(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static UnaryOperator<Entry> mode(Program.Call call, String text) throws ScriptException {
        if (text.matches("[0-7]{1,4}")) {
            int mode = Integer.parseInt(text, 8);
            return e -> e.withMode(mode);
        }
        if (text.matches("[ugoa]*[+-][rwxst]+")) {
            int bits = bits(text);
            return e -> e.withMode(text.contains("+") ? e.mode() | bits : e.mode() & ~bits);
        }
        throw call.unsupported("the mode " + text + " is not replayed");
    }

    private static int bits(String text) {
        String[] parts = text.split("[+-]");
        String who = parts[0].isEmpty() || parts[0].contains("a") ? "ugo" : parts[0];
        int bits = 0;
        for (char w : who.toCharArray()) {
            int shift = w == 'u' ? 6 : w == 'g' ? 3 : 0;
            for (char p : parts[1].toCharArray()) {
                int bit = "xwr".indexOf(p);
                bits |= bit >= 0 ? 1 << bit + shift : p == 't' ? 01000 : w == 'u' ? 04000 : w == 'g' ? 02000 : 0;
            }
        }
        return bits;
    }
}
