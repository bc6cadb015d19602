package mkrun.lab.script;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses what stands in round brackets. A bare word there is a variable, as the console reads it. */
final class ExpressionParser {
    private static final Pattern LITERAL =
            Pattern.compile("[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){2,7}(/\\d{1,3})?(?![0-9A-Za-z:.])"
                    + "|\\d{1,3}(\\.\\d{1,3}){3}(/\\d{1,3})?|\\d+:\\d\\d:\\d\\d(\\.\\d+)?"
                    + "|(\\d+(ms|us|[wdhms]))+|0x[0-9A-Fa-f]+|\\d+|\\*[0-9A-F]+");

    /** Longer operators before those that they begin with. */
    private static final List<Operator> OPERATORS = List.of(
            new Operator(",", 1, false, Operators::append),
            new Operator("||", 2, false, Operators::or),
            new Operator("&&", 3, false, Operators::and),
            new Operator("<=", 5, false, (a, b) -> Arithmetic.ordered(a, b, order -> order <= 0)),
            new Operator(">=", 5, false, (a, b) -> Arithmetic.ordered(a, b, order -> order >= 0)),
            new Operator("!=", 5, false, (a, b) -> Value.of(!Operators.equal(a, b))),
            new Operator("<<", 7, true, (a, b) -> Value.of(Arithmetic.number(a) << Arithmetic.number(b))),
            new Operator(">>", 7, true, (a, b) -> Value.of(Arithmetic.number(a) >> Arithmetic.number(b))),
            new Operator("->", 14, false, Operators::item),
            new Operator("<", 5, false, (a, b) -> Arithmetic.ordered(a, b, order -> order < 0)),
            new Operator(">", 5, false, (a, b) -> Arithmetic.ordered(a, b, order -> order > 0)),
            new Operator("=", 5, false, (a, b) -> Value.of(Operators.equal(a, b))),
            new Operator("~", 5, false, Operators::matches),
            new Operator(".", 6, false, Operators::join),
            new Operator("|", 8, false, Arithmetic::bitOr),
            new Operator("^", 9, false, Arithmetic::bitXor),
            new Operator("&", 10, false, Arithmetic::bitAnd),
            new Operator("+", 11, false, Arithmetic::add),
            new Operator("-", 11, false, Arithmetic::subtract),
            new Operator("*", 12, false, Arithmetic::multiply),
            new Operator("/", 12, false, Arithmetic::divide),
            new Operator("%", 12, false, Arithmetic::remainder));

    private static final List<Operator> WORDS = List.of(
            new Operator("or", 2, false, Operators::or),
            new Operator("and", 3, false, Operators::and),
            new Operator("in", 4, false, Operators::within));

    private final Parser parser;
    private final Cursor cursor;

    ExpressionParser(Parser parser) {
        this.parser = parser;
        this.cursor = parser.cursor();
    }

    /** Two values make one. */
    @FunctionalInterface
    private interface Function {
        Value of(Value left, Value right) throws RouterError;
    }

    private record Operator(String sign, int level, boolean rightFirst, Function function) {
        Expr between(Expr left, Expr right) {
            return env -> function.of(left.eval(env), right.eval(env));
        }
    }

    /** {@code ( … )}. */
    Expr group(String menu) throws RouterError {
        cursor.enter();
        cursor.next();
        Expr inner = expression(menu, 1);
        cursor.skipBlanks();
        if (!cursor.take(')')) {
            throw cursor.error(cursor.ended() ? "expected closing bracket" : "syntax error");
        }
        cursor.leave();
        return inner;
    }

    private Expr expression(String menu, int lowest) throws RouterError {
        Expr left = unary(menu);
        while (true) {
            Optional<Operator> operator = operator(lowest);
            if (operator.isEmpty()) {
                return left;
            }
            int next = operator.get().level() + (operator.get().rightFirst() ? 0 : 1);
            cursor.enter();
            left = operator.get().between(left, expression(menu, next));
            cursor.leave();
        }
    }

    private Optional<Operator> operator(int lowest) {
        int start = cursor.at();
        cursor.skipBlanks();
        Optional<Operator> found = OPERATORS.stream()
                .filter(o -> cursor.looking(o.sign()))
                .findFirst()
                .or(() -> WORDS.stream()
                        .filter(o -> cursor.looking(o.sign())
                                && !Cursor.letterOrDigit(cursor.peek(o.sign().length())))
                        .findFirst())
                .filter(o -> o.level() >= lowest);
        cursor.to(found.map(o -> cursor.at() + o.sign().length()).orElse(start));
        return found;
    }

    private Expr unary(String menu) throws RouterError {
        cursor.enter();
        cursor.skipBlanks();
        Expr value;
        if (cursor.take('!')) {
            Expr inner = unary(menu);
            value = env -> Operators.invert(inner.eval(env));
        } else if (cursor.take('-')) {
            Expr inner = unary(menu);
            value = env -> Arithmetic.negate(inner.eval(env));
        } else if (cursor.take('~')) {
            Expr inner = unary(menu);
            value = env -> Value.of(~Arithmetic.number(inner.eval(env)));
        } else {
            value = primary(menu);
        }
        cursor.leave();
        return value;
    }

    /** One value without operators: a literal, text, variable, array, command or bracket. */
    Expr primary(String menu) throws RouterError {
        switch (cursor.peek()) {
            case '"':
                return parser.values().quoted(menu);
            case '$':
                return parser.values().variable(true);
            case '[':
                return parser.substitution(menu);
            case '(':
                return group(menu);
            case '{':
                return parser.values().array(menu);
            default:
                return literal();
        }
    }

    private Expr literal() throws RouterError {
        int start = cursor.at();
        String run = cursor.word(".:/*");
        cursor.to(start);
        Matcher literal = LITERAL.matcher(run);
        if (literal.lookingAt()) {
            cursor.to(start + literal.end());
            if (Cursor.letterOrDigit(cursor.peek()) || cursor.peek() == ':' || run.startsWith(".", literal.end())) {
                throw cursor.error("syntax error");
            }
            Value value = Literals.typed(literal.group()).orElseThrow(() -> cursor.error("syntax error", start));
            return env -> value;
        }
        return word(start);
    }

    private Expr word(int start) throws RouterError {
        String name = cursor.word("");
        if (name.equals("true") || name.equals("false")) {
            Value truth = Value.of(name.equals("true"));
            return env -> truth;
        }
        return parser.scopes().declared(name).orElseThrow(() -> cursor.error("syntax error", start))::get;
    }
}
