package mkrun.lab.script;

/** A variable as its declaration in the script says where it is kept. */
record Variable(String name, Kind kind) {
    /** Who sees a variable. */
    enum Kind {
        /** The block that declares it; arguments, the function that they are given to. */
        LOCAL,
        /** Every script of the router, once it has declared the name. */
        GLOBAL
    }

    Value get(Env env) {
        return kind == Kind.GLOBAL ? env.globals().get(name) : env.get(name);
    }

    void set(Env env, Value value) {
        if (kind == Kind.GLOBAL) {
            env.globals().set(name, value, env.session().user());
        } else {
            env.set(name, value);
        }
    }
}
