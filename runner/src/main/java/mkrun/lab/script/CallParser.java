package mkrun.lab.script;

import java.util.LinkedHashMap;
import java.util.Map;

/** Parses calls: {@code $f 1 name=value}, {@code [[:parse ":return 1"]]}. */
final class CallParser {
    private final Parser parser;
    private final Cursor cursor;

    CallParser(Parser parser) {
        this.parser = parser;
        this.cursor = parser.cursor();
    }

    /** A statement that begins with a variable or a bracket. */
    ParsedCommand call(String menu) throws RouterError {
        int start = cursor.at();
        Expr callee = cursor.peek() == '$' ? parser.values().variable(true) : parser.substitution(menu);
        Map<String, Expr> arguments = arguments(menu);
        return new ParsedCommand(
                env -> {
                    Map<String, Value> values = new LinkedHashMap<>();
                    for (Map.Entry<String, Expr> argument : arguments.entrySet()) {
                        values.put(argument.getKey(), argument.getValue().eval(env));
                    }
                    return Functions.call(callee.eval(env), values, env);
                },
                "(<%% " + cursor.from(start).stripTrailing() + ")");
    }

    private Map<String, Expr> arguments(String menu) throws RouterError {
        Map<String, Expr> arguments = new LinkedHashMap<>();
        int unnamed = 0;
        while (cursor.skipBlanks() && !cursor.commandEnds()) {
            int start = cursor.at();
            String name = cursor.word("");
            boolean named = !name.isEmpty() && cursor.take('=');
            if (!named) {
                cursor.to(start);
                name = Integer.toString(++unnamed);
            }
            if (arguments.put(name, parser.values().value(true, menu)) != null) {
                throw cursor.error("expected end of command", start);
            }
        }
        if (!cursor.commandEnds()) {
            throw cursor.error("expected end of command");
        }
        return arguments;
    }
}
