package mkrun.lab.script;

/** A command of the language itself, such as {@code :put}. */
record GlobalCommand(Signature signature, Body body) {
    /** What it does. */
    @FunctionalInterface
    interface Body {
        Value run(Arguments arguments, Env env) throws RouterError;
    }
}
