package mkrun.lab.script;

import java.util.List;

/**
 * Statements in braces, or a whole script.
 *
 * @param statements each one a command
 * @param intermediate what {@code :parse} shows of them
 */
record Block(List<Expr> statements, String intermediate) {
    Block {
        statements = List.copyOf(statements);
    }

    /** Runs them in a scope of their own; the value is that of the last one. */
    Value run(Env env) throws RouterError {
        return runIn(new Env(env));
    }

    Value runIn(Env scope) throws RouterError {
        Value last = Value.NOTHING;
        for (Expr statement : statements) {
            scope.tick();
            last = statement.eval(scope);
        }
        return last;
    }
}
