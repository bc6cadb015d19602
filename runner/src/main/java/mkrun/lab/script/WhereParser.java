package mkrun.lab.script;

import java.util.List;
import java.util.Optional;

/**
 * Parses conditions on rows: {@code name="web" and !disabled}, {@code (a=1 or b~"x")}. Left of a sign stands a property,
 * right of it a value; conditions side by side must all hold.
 */
final class WhereParser {
    /** Longer signs before those that they begin with. */
    private static final List<String> SIGNS = List.of("!=", "<=", ">=", "=", "~", "<", ">");

    private static final String IN = "in";

    private final Parser parser;
    private final Cursor cursor;
    private final String menu;

    WhereParser(Parser parser, String menu) {
        this.parser = parser;
        this.cursor = parser.cursor();
        this.menu = menu;
    }

    Expr condition() throws RouterError {
        cursor.skipBlanks();
        return cursor.commandEnds() ? env -> Value.TRUE : any();
    }

    private Expr any() throws RouterError {
        Expr left = all();
        while (operator("or") || operator("||")) {
            Expr first = left;
            Expr second = all();
            left = env -> Value.of(Operators.truth(first.eval(env)) || Operators.truth(second.eval(env)));
        }
        return left;
    }

    private Expr all() throws RouterError {
        Expr left = one();
        while (operator("and") || operator("&&") || anotherFollows()) {
            Expr first = left;
            Expr second = one();
            left = env -> Value.of(Operators.truth(first.eval(env)) && Operators.truth(second.eval(env)));
        }
        return left;
    }

    private boolean operator(String sign) {
        int start = cursor.at();
        cursor.skipBlanks();
        boolean word = Cursor.letterOrDigit(sign.charAt(0));
        if (cursor.take(sign) && !(word && !cursor.valueEnds() && cursor.peek() != '(')) {
            return true;
        }
        cursor.to(start);
        return false;
    }

    private boolean anotherFollows() {
        int start = cursor.at();
        boolean blank = cursor.skipBlanks();
        boolean or = operator("or") || operator("||");
        cursor.to(start);
        cursor.skipBlanks();
        if (blank && !or && !cursor.commandEnds()) {
            return true;
        }
        cursor.to(start);
        return false;
    }

    private Expr one() throws RouterError {
        cursor.enter();
        cursor.skipBlanks();
        Expr condition;
        if (cursor.take('!')) {
            Expr inner = one();
            condition = env -> Value.of(!Operators.truth(inner.eval(env)));
        } else if (cursor.take('(')) {
            condition = any();
            cursor.skipBlanks();
            if (!cursor.take(')')) {
                throw cursor.error(cursor.ended() ? "expected closing bracket" : "syntax error");
            }
        } else {
            condition = comparison();
        }
        cursor.leave();
        return condition;
    }

    private Expr comparison() throws RouterError {
        int start = cursor.at();
        String property = cursor.word("-./");
        if (!RowView.knows(parser.console().fields(menu), property)) {
            throw cursor.error("syntax error", start);
        }
        Optional<String> sign = SIGNS.stream().filter(cursor::take).findFirst();
        if (sign.isEmpty() && operator(IN)) {
            cursor.skipBlanks();
            Expr network = parser.values().value(true, menu);
            return env -> Value.of(within(env.row().get(property), network.eval(env)));
        }
        if (sign.isEmpty()) {
            return env -> Value.of(env.row().get(property) instanceof Value.Bool bool && bool.truth());
        }
        Expr value = parser.values().value(true, menu);
        return env -> Value.of(holds(env.row().get(property), sign.get(), value.eval(env)));
    }

    /** {@code address in 10.0.0.0/8}, whatever type the address has; what is none is in no network. */
    private static boolean within(Value seen, Value network) throws RouterError {
        Optional<Value> address = Literals.address(seen.text());
        return address.isPresent() && Operators.truth(Operators.within(address.get(), network));
    }

    /** Types must fit, but for truth, which may be {@code yes} or {@code no}, and addresses where a name could be, too. */
    private static boolean same(Value seen, Value wanted) {
        if (seen instanceof Value.Str && wanted instanceof Value.Ip) {
            return seen.text().equals(wanted.text());
        }
        return seen.equals(seen instanceof Value.Bool ? truth(wanted) : wanted);
    }

    private static Value truth(Value wanted) {
        return switch (wanted.text()) {
            case "true", "yes" -> Value.TRUE;
            case "false", "no" -> Value.FALSE;
            default -> wanted;
        };
    }

    /** An unset property compares with nothing. */
    private static boolean holds(Value seen, String sign, Value wanted) throws RouterError {
        if (seen.missing()) {
            return false;
        }
        switch (sign) {
            case "=":
                return same(seen, wanted);
            case "!=":
                return !same(seen, wanted);
            case "~":
                return Operators.truth(Operators.matches(seen, wanted));
            default:
                if (!seen.type().equals(wanted.type())) {
                    return false;
                }
                int order = Arithmetic.compare(seen, wanted);
                return switch (sign) {
                    case "<" -> order < 0;
                    case "<=" -> order <= 0;
                    case ">" -> order > 0;
                    default -> order >= 0;
                };
        }
    }
}
