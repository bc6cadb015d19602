package mkrun.lab.script;

import java.util.List;

/** Commands of the language that declare variables and set them. */
final class VariableCommands {
    private static final String NAME = "name";
    private static final String VALUE = "value";

    /** A function instead of a value. */
    private static final String FUNCTION = "do";

    private VariableCommands() {}

    static Value local(Arguments arguments, Env env) throws RouterError {
        env.declare(name(arguments, env), value(arguments, env));
        return Value.NOTHING;
    }

    /** Without a value, the variable keeps the one that it has. */
    static Value global(Arguments arguments, Env env) throws RouterError {
        String name = name(arguments, env);
        if (arguments.has(VALUE) || arguments.has(FUNCTION)) {
            env.globals().set(name, value(arguments, env), env.session().user());
        }
        return Value.NOTHING;
    }

    /** Without a value, the variable loses its own. */
    static Value set(Arguments arguments, Env env) throws RouterError {
        Place place = arguments.place(NAME).orElseThrow(() -> missing(env, NAME));
        if (!place.path().isEmpty() && !arguments.has(VALUE) && !arguments.has(FUNCTION)) {
            throw missing(env, VALUE);
        }
        place.set(env, value(arguments, env));
        return Value.NOTHING;
    }

    private static Value value(Arguments arguments, Env env) throws RouterError {
        return arguments.eval(arguments.has(FUNCTION) ? FUNCTION : VALUE, env);
    }

    private static String name(Arguments arguments, Env env) throws RouterError {
        List<String> names = arguments.names(NAME);
        if (names.isEmpty()) {
            throw missing(env, NAME);
        }
        return names.get(0);
    }

    private static RouterError missing(Env env, String argument) {
        return Refusals.missing(env.state().version(), List.of(argument));
    }
}
