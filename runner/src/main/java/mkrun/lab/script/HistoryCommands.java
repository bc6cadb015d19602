package mkrun.lab.script;

/** {@code /undo} and {@code /redo}, for all who may write. */
final class HistoryCommands {
    private HistoryCommands() {}

    static Value undo(Arguments arguments, Env env) throws RouterError {
        return run(env, env.session().interpreter().history()::undo);
    }

    static Value redo(Arguments arguments, Env env) throws RouterError {
        return run(env, env.session().interpreter().history()::redo);
    }

    private interface Step {
        void take() throws RouterError;
    }

    private static Value run(Env env, Step step) throws RouterError {
        Policies.require(env, Policies.WRITE);
        synchronized (env.state()) {
            step.take();
        }
        return Value.NOTHING;
    }
}
