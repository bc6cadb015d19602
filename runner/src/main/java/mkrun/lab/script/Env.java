package mkrun.lab.script;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a running script sees: its variables, where its output goes, and the row that a {@code where} looks at. */
final class Env {
    private static final int MOST_STATEMENTS = 1_000_000;

    /** Calls within calls; the console's own limit is not known. */
    private static final int DEEPEST = 200;

    private final Session session;
    private final Optional<Env> parent;
    private final Consumer<String> out;
    private final Map<String, Value> locals = new HashMap<>();
    private final int[] statements;
    private final String job;
    private final Optional<RowView> row;
    private final int depth;

    Env(Session session, Consumer<String> out) {
        this(session, out, "");
    }

    /** A scope for a script that has a name. */
    Env(Session session, Consumer<String> out, String job) {
        this(session, Optional.empty(), out, new int[1], Optional.empty(), 0, job);
    }

    /** An inner scope. */
    Env(Env parent) {
        this(parent.session, Optional.of(parent), parent.out, parent.statements, parent.row, parent.depth, parent.job);
    }

    private Env(
            Session session,
            Optional<Env> parent,
            Consumer<String> out,
            int[] statements,
            Optional<RowView> row,
            int depth,
            String job) {
        this.session = session;
        this.parent = parent;
        this.out = out;
        this.statements = statements;
        this.row = row;
        this.depth = depth;
        this.job = job;
    }

    /** The scope in which a condition on that row is evaluated. */
    Env at(RowView view) {
        return new Env(session, Optional.of(this), out, statements, Optional.of(view), depth, job);
    }

    /** A scope that sees nothing of this one, for another script, with output going elsewhere. */
    Env printingTo(Consumer<String> elsewhere) throws RouterError {
        return outside(elsewhere, job);
    }

    /** A scope that sees nothing of this one, for a function. */
    Env call() throws RouterError {
        return outside(out, job);
    }

    /** A scope that sees nothing of this one, for a script that has a name. */
    Env job(String name) throws RouterError {
        return outside(out, name);
    }

    /** The same, with output going elsewhere. */
    Env job(String name, Consumer<String> elsewhere) throws RouterError {
        return outside(elsewhere, name);
    }

    /** The name of the script that runs; empty if it has none. */
    String job() {
        return job;
    }

    private Env outside(Consumer<String> output, String name) throws RouterError {
        if (depth >= DEEPEST) {
            throw RouterError.of("failure: out of memory");
        }
        return new Env(session, Optional.empty(), output, statements, Optional.empty(), depth + 1, name);
    }

    /** The router's global variables. */
    Globals globals() {
        return session.interpreter().globals();
    }

    Session session() {
        return session;
    }

    RouterState state() {
        return session.interpreter().state();
    }

    RowView row() {
        return row.orElseThrow();
    }

    void print(String text) {
        out.accept(text);
    }

    void printLine(String text) {
        out.accept(text + "\r\n");
    }

    void declare(String name, Value value) {
        locals.put(name, value);
    }

    /** The value of a local variable or an argument, {@link Value#NOTHING} if it has none. */
    Value get(String name) {
        Value local = locals.get(name);
        if (local != null) {
            return local;
        }
        return parent.map(p -> p.get(name)).orElse(Value.NOTHING);
    }

    void set(String name, Value value) {
        if (locals.containsKey(name) || parent.isEmpty()) {
            locals.put(name, value);
        } else {
            parent.get().set(name, value);
        }
    }

    /** Counts a statement: a script that never ends is ended, and one whose client has gone. */
    void tick() {
        if (++statements[0] > MOST_STATEMENTS || Thread.currentThread().isInterrupted()) {
            throw new Stopped();
        }
    }

    /** The end of a script from within; nothing catches it but the session. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("interrupted", null, false, false);
        }
    }

    /** {@code :quit}: the end of a script without a word. */
    static final class Quit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Quit() {
            super("quit", null, false, false);
        }
    }

    /** {@code :return}: the end of a script with a value. */
    static final class Returned extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Value value;

        Returned(Value value) {
            super("return", null, false, false);
            this.value = value;
        }

        Value value() {
            return value;
        }
    }
}
