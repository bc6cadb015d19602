package mkrun.alpine.script;

import java.util.ArrayList;
import java.util.List;
import mkrun.target.rootfs.RootfsException;

/** The channels of one call after its redirections. */
final class Redirected {
    private static final String NOWHERE = "/dev/null";

    private final FileTools files;
    private final List<Output> outputs = new ArrayList<>();
    private Io io;
    private boolean mixesErrors;

    /** A file and what is to be added to it. */
    private record Output(String path, StringBuilder text) {}

    private Redirected(FileTools files, Io io) {
        this.files = files;
        this.io = io;
    }

    /**
     * Opens what a call names, from left to right; files that are written to are there from then on.
     *
     * @throws RootfsException if a file cannot be opened, for which a shell does not run the call
     */
    static Redirected open(Shell shell, FileTools files, Node.Call call, Io io) throws ScriptException {
        Redirected to = new Redirected(files, io);
        for (Node.Redirection redirection : call.redirections()) {
            to.add(redirection, shell.expansion().single(redirection.word()));
        }
        return to;
    }

    Io io() {
        return io;
    }

    /** Writes what went to files. */
    void close(int line, int status) throws ScriptException {
        if (mixesErrors && status != 0) {
            throw new ScriptException(line, "what it says when it fails is not known, and 2>&1 makes something of it");
        }
        for (Output output : outputs) {
            files.write(line, output.path(), output.text().toString(), true);
        }
    }

    private void add(Node.Redirection redirection, String target) throws ScriptException {
        int line = redirection.line();
        int out = redirection.descriptor() < 0 ? 1 : redirection.descriptor();
        switch (redirection.operator()) {
            case "<<", "<" -> {
                if (redirection.descriptor() > 0) {
                    throw new ScriptException(line, "a redirection of descriptor " + out + " is not replayed");
                }
                boolean isFile = redirection.operator().equals("<") && !target.equals(NOWHERE);
                io = io.reading(isFile ? files.read(line, target) : redirection.document() == null ? "" : target);
            }
            case ">&" -> duplicate(line, out, target);
            case ">", ">>" -> write(redirection, out, target);
            default ->
                throw new ScriptException(line, "the redirection " + redirection.operator() + " is not replayed");
        }
    }

    private void duplicate(int line, int out, String target) throws ScriptException {
        if (out == 1 && target.equals("2")) {
            io = io.silent();
        } else if (out == 2 && target.equals("1")) {
            mixesErrors |= io.isHeard();
        } else {
            throw new ScriptException(line, "the redirection " + out + ">&" + target + " is not replayed");
        }
    }

    private void write(Node.Redirection redirection, int out, String target) throws ScriptException {
        int line = redirection.line();
        if (out == 2 && target.equals(NOWHERE)) {
            return;
        }
        if (out != 1) {
            throw new ScriptException(line, "the redirection " + out + ">" + target + " is not replayed");
        }
        if (target.equals(NOWHERE) || target.equals("/dev/stderr")) {
            io = io.silent();
            return;
        }
        files.write(line, target, "", redirection.operator().equals(">>"));
        StringBuilder written = new StringBuilder();
        io = new Io(io.in(), written, true);
        outputs.add(new Output(target, written));
    }
}
