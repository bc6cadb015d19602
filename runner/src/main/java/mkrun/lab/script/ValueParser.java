package mkrun.lab.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses values: behind {@code name=}, as positional arguments, in arrays and in quotes. */
final class ValueParser {
    /** What a bare value may hold; the rest means something to the console, or nobody knows. */
    private static final String BARE = "-_.:/,@+*%=";

    private final Parser parser;
    private final Cursor cursor;
    private final QuotedText quoted;

    ValueParser(Parser parser) {
        this.parser = parser;
        this.quoted = new QuotedText(parser);
        this.cursor = parser.cursor();
    }

    /**
     * A value up to the next blank or the command's end.
     *
     * @param typed whether bare words have types of their own, as behind {@code :put}; else they are text for a field
     * @param menu what commands in brackets are relative to
     */
    Expr value(boolean typed, String menu) throws RouterError {
        Expr value = unended(typed, menu);
        if (!cursor.valueEnds()) {
            throw cursor.error("expected end of command");
        }
        return value;
    }

    private Expr unended(boolean typed, String menu) throws RouterError {
        switch (cursor.peek()) {
            case '"':
                return quoted.text(menu);
            case '$':
                return variable(true);
            case '[':
                return parser.substitution(menu);
            case '(':
                return parser.expressions().group(menu);
            case '{':
                return filled(menu);
            default:
                String word = bare();
                Value value = typed ? Literals.list(word) : Value.of(word);
                return env -> value;
        }
    }

    /** An array that is not in round brackets; it cannot be empty there. */
    private Expr filled(String menu) throws RouterError {
        int start = cursor.at();
        Expr array = array(menu);
        if (cursor.from(start).matches("\\{\\s*}")) {
            throw cursor.error("syntax error"); // the manual's scripting tips: behind the brackets
        }
        return array;
    }

    private String bare() throws RouterError {
        int start = cursor.at();
        cursor.take('!');
        String word = cursor.word(BARE);
        while (word.endsWith(",") && cursor.take('!')) { // exports of routers have such lists without quotes: syn,!ack
            word = cursor.word(BARE);
        }
        if (word.isEmpty()) {
            throw cursor.error(cursor.valueEnds() ? "expected input value" : "syntax error");
        }
        int equals = word.indexOf('=');
        if (equals >= 0) {
            throw cursor.error("expected end of command", cursor.at() - word.length() + equals);
        }
        return cursor.from(start);
    }

    /**
     * A variable: {@code $name}, and {@code $1} in functions.
     *
     * @param quotable whether the name may stand in quotes, as it may not within a text
     */
    Expr variable(boolean quotable) throws RouterError {
        cursor.next();
        int start = cursor.at();
        if (Character.isDigit(cursor.peek())) {
            String number = cursor.word("");
            if (!parser.scopes().inFunction() || !number.matches("[1-9]\\d?")) {
                throw cursor.error("syntax error", start);
            }
            return env -> env.get(number);
        }
        return parser.scopes().read(name(quotable)).orElseThrow(() -> cursor.error("syntax error", start))::get;
    }

    /**
     * The name of a variable: letters and digits, no digit first; or anything in quotes.
     *
     * @param quotable whether quotes are allowed
     */
    String name(boolean quotable) throws RouterError {
        int start = cursor.at();
        String name = quotable && cursor.peek() == '"' ? quoted.constant() : cursor.word("");
        if (name.isEmpty() || Character.isDigit(cursor.from(start).charAt(0))) {
            throw cursor.error("syntax error", start);
        }
        return name;
    }

    /** What {@code :set} is to change: {@code name}, or {@code ($name->"key")}. */
    Place place(String menu) throws RouterError {
        if (!cursor.take('(')) {
            return new Place(declared(), List.of());
        }
        cursor.skipBlanks();
        if (!cursor.take('$')) {
            throw cursor.error("syntax error");
        }
        Variable variable = declared();
        List<Expr> path = new ArrayList<>();
        cursor.skipBlanks();
        while (cursor.take("->")) {
            cursor.skipBlanks();
            path.add(parser.expressions().primary(menu));
            cursor.skipBlanks();
        }
        if (path.isEmpty() || !cursor.take(')')) {
            throw cursor.error(cursor.ended() ? "expected closing bracket" : "syntax error");
        }
        return new Place(variable, path);
    }

    private Variable declared() throws RouterError {
        int start = cursor.at();
        return parser.scopes().declared(name(true)).orElseThrow(() -> cursor.error("syntax error", start));
    }

    /** A text in quotes. */
    Expr quoted(String menu) throws RouterError {
        return quoted.text(menu);
    }

    /** {@code {1;"two";three=3}}. */
    Expr array(String menu) throws RouterError {
        cursor.enter();
        cursor.next();
        List<Optional<String>> keys = new ArrayList<>();
        List<Expr> values = new ArrayList<>();
        parser.skipLines();
        while (!cursor.take('}')) {
            keys.add(key());
            values.add(parser.expressions().primary(menu));
            cursor.skipBlanks();
            if (!cursor.take(';') && cursor.peek() != '}') {
                throw cursor.ended() ? RouterError.complete("missing closing brace") : cursor.error("syntax error");
            }
            parser.skipLines();
        }
        cursor.leave();
        return env -> items(keys, values, env);
    }

    private static Value items(List<Optional<String>> keys, List<Expr> values, Env env) throws RouterError {
        List<Value.Item> items = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            items.add(new Value.Item(keys.get(i), values.get(i).eval(env)));
        }
        return new Value.Items(items);
    }

    private Optional<String> key() throws RouterError {
        int start = cursor.at();
        if (cursor.peek() == '"') {
            String key = quoted.constant();
            if (cursor.take('=')) {
                return Optional.of(key);
            }
        } else {
            String word = cursor.word("-.");
            if (!word.isEmpty() && cursor.take('=')) {
                return Optional.of(word);
            }
        }
        cursor.to(start);
        return Optional.empty();
    }
}
