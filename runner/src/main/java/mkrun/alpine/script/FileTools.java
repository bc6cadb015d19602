package mkrun.alpine.script;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsException;
import mkrun.target.rootfs.RootfsTree;

/** The programs that make, link and own files. */
final class FileTools {
    private final RootfsTree tree;
    private final Attributes attributes;

    FileTools(RootfsTree tree) {
        this.tree = tree;
        this.attributes = new Attributes(tree);
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

    /**
     * The text of a file.
     *
     * @throws RootfsException if there is no such file
     * @throws ScriptException if it is no text
     */
    String read(int line, String path) throws ScriptException {
        checkNoDevice(line, path);
        Entry file = tree.follow(path)
                .filter(Entry::isFile)
                .orElseThrow(() -> new RootfsException("can't open " + path + ": no such file"));
        return file.content().asText().orElseThrow(() -> new ScriptException(line, path + " is not text"));
    }

    /**
     * Writes a text to a file that is made if it is not there.
     *
     * @throws RootfsException if that cannot be
     */
    void write(int line, String path, String text, boolean append) throws ScriptException {
        checkNoDevice(line, path);
        Optional<Entry> old = tree.follow(path);
        if (path.isEmpty()
                || path.endsWith("/")
                || old.isPresent() && !old.get().isFile()) {
            throw new RootfsException("can't create " + path + ": it is no file");
        }
        if (append && text.isEmpty() && old.isPresent()) {
            return;
        }
        String before = append && old.isPresent() ? read(line, path) : "";
        Entry entry = old.orElse(Entry.file(Content.EMPTY, 0644)).withContent(Content.text(before + text));
        String real = SearchPath.real(tree, path);
        if (old.isPresent()) {
            tree.update(real, e -> entry);
        } else {
            tree.put(real, entry);
        }
    }

    private void checkNoDevice(int line, String path) throws ScriptException {
        if (SearchPath.real(tree, path).matches("/(dev|proc|sys)(/.*)?")) {
            throw new ScriptException(line, path + " is made by the kernel, and not replayed");
        }
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
                tree.update(path, Attributes.mode(call, options.get('m', "")));
            }
        }
        return 0;
    }

    private int install(Program.Call call) throws ScriptException {
        Options options = call.options("dD:omg", "directory=d", "owner=o", "mode=m", "group=g");
        UnaryOperator<Entry> owner = attributes.owner(options.get('o', "") + ":" + options.get('g', ""));
        UnaryOperator<Entry> mode = Attributes.mode(call, options.get('m', "0755"));
        if (!options.has('d')) {
            return installFile(call, options, e -> mode.apply(owner.apply(e)));
        }
        for (String path : options.operands()) {
            tree.mkdirs(path);
            tree.update(SearchPath.real(tree, path), e -> mode.apply(owner.apply(e)));
        }
        return 0;
    }

    private int installFile(Program.Call call, Options options, UnaryOperator<Entry> attributesOf)
            throws ScriptException {
        if (options.operands().size() != 2) {
            throw call.unsupported("only one file to a place is replayed");
        }
        String source = options.operands().get(0);
        String destination = options.operands().get(1);
        Content content = tree.follow(source)
                .filter(Entry::isFile)
                .map(Entry::content)
                .orElseThrow(() -> new RootfsException("can't stat '" + source + "': No such file or directory"));
        if (tree.follow(destination).filter(Entry::isDirectory).isPresent()) {
            destination += "/" + lastName(source);
        } else if (options.has('D') && destination.contains("/")) {
            tree.mkdirs(destination.substring(0, destination.lastIndexOf('/')));
        }
        tree.put(destination, attributesOf.apply(Entry.file(content, 0600)));
        return 0;
    }

    /** The last part of a path. */
    static String lastName(String path) {
        String bare = path.replaceFirst("/+$", "");
        return bare.substring(bare.lastIndexOf('/') + 1);
    }

    private int chown(Program.Call call) throws ScriptException {
        Options options = call.options("Rh", "recursive=R", "no-dereference=h");
        return change(call, options, attributes.owner(first(call, options)));
    }

    private int chgrp(Program.Call call) throws ScriptException {
        Options options = call.options("Rh", "recursive=R", "no-dereference=h");
        return change(call, options, attributes.owner(":" + first(call, options)));
    }

    private int chmod(Program.Call call) throws ScriptException {
        if (call.operands().stream().anyMatch(word -> word.matches("-[rwxst].*"))) {
            throw call.unsupported("not replayed");
        }
        Options options = call.options("R", "recursive=R");
        return change(call, options, Attributes.mode(call, first(call, options)));
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
            link = SearchPath.real(tree, link) + "/" + lastName(target);
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
                write(call.line(), path, "", false);
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
}
