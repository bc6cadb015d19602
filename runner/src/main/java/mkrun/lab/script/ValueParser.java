package mkrun.lab.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses values: behind {@code name=}, as positional arguments, in arrays and in quotes. */
final class ValueParser {
    /** What a bare value may hold; the rest means something to the console, or nobody knows. */
    private static final String BARE = "-_.:/,@+*%=";

    private static final String ESCAPED = "\"\\$?nrt_abfv";
    private static final String UNESCAPED = "\"\\$?\n\r\t \u0007\b\f\u000b";

    private final Parser parser;
    private final Cursor cursor;

    ValueParser(Parser parser) {
        this.parser = parser;
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
                return quoted(menu);
            case '$':
                return variable();
            case '[':
                return parser.substitution(menu);
            case '(':
                return parser.expressions().group(menu);
            case '{':
                return array(menu);
            default:
                String word = bare();
                Value value = typed ? Literals.of(word) : Value.of(word);
                return env -> value;
        }
    }

    private String bare() throws RouterError {
        int start = cursor.at();
        cursor.take('!');
        String word = cursor.word(BARE);
        if (word.isEmpty()) {
            throw cursor.error(cursor.valueEnds() ? "expected input value" : "syntax error");
        }
        int equals = word.indexOf('=');
        if (equals >= 0) {
            throw cursor.error("expected end of command", cursor.at() - word.length() + equals);
        }
        return cursor.from(start);
    }

    /** A variable: {@code $name}. */
    Expr variable() throws RouterError {
        cursor.next();
        int start = cursor.at();
        String name = name();
        if (!parser.scopes().knows(name)) {
            throw cursor.error("syntax error", start);
        }
        return env -> env.get(name);
    }

    /** The name of a variable: letters and digits, no digit first. */
    String name() throws RouterError {
        int start = cursor.at();
        String name = cursor.word("");
        if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
            throw cursor.error("syntax error", start);
        }
        return name;
    }

    /** {@code {1;"two";three=3}}. */
    Expr array(String menu) throws RouterError {
        cursor.enter();
        cursor.next();
        List<Optional<String>> keys = new ArrayList<>();
        List<Expr> values = new ArrayList<>();
        cursor.skipBlanks();
        while (!cursor.take('}')) {
            keys.add(key());
            values.add(parser.expressions().primary(menu));
            cursor.skipBlanks();
            if (!cursor.take(';') && cursor.peek() != '}') {
                throw cursor.ended() ? RouterError.complete("missing closing brace") : cursor.error("syntax error");
            }
            cursor.skipBlanks();
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
            String key = constant();
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

    /** A text in quotes that holds no variables. */
    String constant() throws RouterError {
        int start = cursor.at();
        cursor.next();
        StringBuilder text = new StringBuilder();
        while (!cursor.take('"')) {
            if (cursor.ended() || cursor.peek() == '\n') {
                throw cursor.error("expected input value", start);
            }
            if (cursor.peek() == '$') {
                throw cursor.error("syntax error");
            }
            text.append(character());
        }
        return text.toString();
    }

    /** A text in quotes; {@code $name}, {@code $(…)} and {@code $[…]} in it are replaced when it is evaluated. */
    Expr quoted(String menu) throws RouterError {
        int start = cursor.at();
        cursor.next();
        List<Expr> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (!cursor.take('"')) {
            if (cursor.ended() || cursor.peek() == '\n') {
                throw cursor.error("expected input value", start);
            }
            if (cursor.peek() == '$') {
                parts.add(fixed(text.toString()));
                text.setLength(0);
                parts.add(inserted(menu));
            } else {
                text.append(character());
            }
        }
        parts.add(fixed(text.toString()));
        return parts.size() == 1 ? parts.get(0) : joined(parts);
    }

    private static Expr fixed(String text) {
        Value value = Value.of(text);
        return env -> value;
    }

    private static Expr joined(List<Expr> parts) {
        return env -> {
            StringBuilder text = new StringBuilder();
            for (Expr part : parts) {
                text.append(part.eval(env).text());
            }
            return Operators.sized(text.toString());
        };
    }

    private Expr inserted(String menu) throws RouterError {
        switch (cursor.peek(1)) {
            case '(':
                cursor.next();
                return parser.expressions().group(menu);
            case '[':
                cursor.next();
                return parser.substitution(menu);
            default:
                return variable();
        }
    }

    private char character() throws RouterError {
        char c = cursor.next();
        if (c != '\\') {
            return c;
        }
        int known = cursor.ended() ? -1 : ESCAPED.indexOf(cursor.peek());
        if (known >= 0) {
            cursor.next();
            return UNESCAPED.charAt(known);
        }
        int high = hex(cursor.peek());
        int low = hex(cursor.peek(1));
        if (high < 0 || low < 0) {
            throw cursor.error("expected input value");
        }
        cursor.next();
        cursor.next();
        return (char) (high * 16 + low);
    }

    /** Upper case only. */
    private static int hex(char c) {
        return "0123456789ABCDEF".indexOf(c);
    }
}
