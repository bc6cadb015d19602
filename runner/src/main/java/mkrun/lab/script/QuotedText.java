package mkrun.lab.script;

import java.util.ArrayList;
import java.util.List;

/** Parses texts in quotes. */
final class QuotedText {
    private static final String ESCAPED = "\"\\$?nrt_abfv";
    private static final String UNESCAPED = "\"\\$?\n\r\t \u0007\b\f\u000b";

    private final Parser parser;
    private final Cursor cursor;

    QuotedText(Parser parser) {
        this.parser = parser;
        this.cursor = parser.cursor();
    }

    /** A text that holds no variables. */
    String constant() throws RouterError {
        int start = cursor.at();
        cursor.next();
        StringBuilder text = new StringBuilder();
        while (!ended(start)) {
            if (cursor.peek() == '$') {
                throw cursor.error("syntax error");
            }
            character(text);
        }
        return text.toString();
    }

    /** A text; {@code $name}, {@code $(…)} and {@code $[…]} in it are replaced when it is evaluated. */
    Expr text(String menu) throws RouterError {
        int start = cursor.at();
        cursor.next();
        List<Expr> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (!ended(start)) {
            if (cursor.peek() == '$') {
                parts.add(fixed(text.toString()));
                text.setLength(0);
                parts.add(inserted(menu));
            } else {
                character(text);
            }
        }
        parts.add(fixed(text.toString()));
        return parts.size() == 1 ? parts.get(0) : joined(parts);
    }

    private boolean ended(int start) throws RouterError {
        if (cursor.take('"')) {
            return true;
        }
        if (cursor.ended() || cursor.peek() == '\n') {
            throw cursor.error("expected input value", start);
        }
        return false;
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
                return parser.values().variable(false);
        }
    }

    /** Takes one character of the text; none, where the line goes on behind a backslash. */
    private void character(StringBuilder text) throws RouterError {
        if (cursor.skipContinuation()) {
            return;
        }
        char c = cursor.next();
        text.append(c == '\\' ? escaped() : c);
    }

    private char escaped() throws RouterError {
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
