package mkrun.lab.script;

import java.util.Map;

/** Calls of functions and of parsed scripts. */
final class Functions {
    private Functions() {}

    /**
     * Calls a value: a function runs in a scope of its own, whose variables are its arguments. Other values are what they
     * are, and take no arguments.
     *
     * @param arguments by name; those without one by their number, from 1
     * @return what it returned, {@link Value#NOTHING} if it did not
     */
    static Value call(Value callee, Map<String, Value> arguments, Env env) throws RouterError {
        if (!(callee instanceof Value.Code code)) {
            if (arguments.isEmpty()) {
                return callee;
            }
            throw RouterError.complete("cannot call " + callee.type());
        }
        Env inner = env.call();
        arguments.forEach(inner::declare);
        try {
            code.block().runIn(inner);
            return Value.NOTHING;
        } catch (Env.Returned returned) {
            return returned.value();
        }
    }
}
