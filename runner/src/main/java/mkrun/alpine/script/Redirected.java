package mkrun.alpine.script;

import java.util.ArrayList;
import java.util.List;

/** The channels of one call after its redirections. */
final class Redirected {
    private final List<Runnable> atEnd = new ArrayList<>();
    private Io io;

    private Redirected(Io io) {
        this.io = io;
    }

    static Redirected open(Shell shell, FileTools files, Node.Call call, Io io) throws ScriptException {
        Redirected to = new Redirected(io);
        for (Node.Redirection redirection : call.redirections()) {
            to.add(redirection, shell.single(redirection.target()), files);
        }
        return to;
    }

    Io io() {
        return io;
    }

    /** Writes what went to files. */
    void close() {
        atEnd.forEach(Runnable::run);
    }

    private void add(Node.Redirection redirection, String target, FileTools files) throws ScriptException {
        int out = redirection.descriptor() < 0 ? 1 : redirection.descriptor();
        switch (redirection.operator()) {
            case "<<" -> io = new Io(target, io.out());
            case "<" -> io = new Io(target.equals("/dev/null") ? "" : files.read(redirection.line(), target), io.out());
            case ">&" -> duplicate(redirection.line(), out, target);
            case ">", ">>" -> write(redirection, out, target, files);
            default -> throw new ScriptException(redirection.line(), "the redirection " + redirection.operator());
        }
    }

    private void duplicate(int line, int out, String target) throws ScriptException {
        if (out == 1 && target.equals("2")) {
            io = new Io(io.in(), new StringBuilder());
        } else if (out != 2 || !target.equals("1")) {
            throw new ScriptException(line, "the redirection " + out + ">&" + target + " is not replayed");
        }
    }

    private void write(Node.Redirection redirection, int out, String target, FileTools files) throws ScriptException {
        boolean nowhere = target.equals("/dev/null") || target.equals("/dev/stderr");
        if (out == 2 && target.equals("/dev/null")) {
            return;
        }
        if (out != 1) {
            throw new ScriptException(redirection.line(), "the redirection " + out + ">" + target + " is not replayed");
        }
        StringBuilder written = new StringBuilder();
        io = new Io(io.in(), written);
        if (!nowhere) {
            boolean append = redirection.operator().equals(">>");
            atEnd.add(() -> files.write(target, written.toString(), append));
        }
    }
}
