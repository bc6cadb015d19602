package mkrun.lab.script;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What the operators of the language do with values. Where types do not fit, the console's refusal. */
final class Operators {
    private static final int LONGEST = 1 << 20;

    private Operators() {}

    /** The text as a value, unless no router would have memory for it. */
    static Value sized(String text) throws RouterError {
        if (text.length() > LONGEST) {
            throw RouterError.of("failure: out of memory");
        }
        return Value.of(text);
    }

    static boolean truth(Value value) throws RouterError {
        if (value instanceof Value.Bool bool) {
            return bool.truth();
        }
        throw RouterError.complete("conditional not boolean");
    }

    static long number(Value value) throws RouterError {
        if (value instanceof Value.Num num) {
            return num.number();
        }
        if (value instanceof Value.Str str && Literals.number(str.string()).orElse(value) instanceof Value.Num num) {
            return num.number();
        }
        throw mismatch(value);
    }

    private static RouterError mismatch(Value value) {
        return RouterError.complete("cannot convert " + value.type() + " to num");
    }

    static Value or(Value a, Value b) throws RouterError {
        return Value.of(truth(a) | truth(b));
    }

    static Value and(Value a, Value b) throws RouterError {
        return Value.of(truth(a) & truth(b));
    }

    static Value negate(Value a) throws RouterError {
        return a instanceof Value.Time time ? new Value.Time(-time.nanos()) : Value.of(-number(a));
    }

    static Value add(Value a, Value b) throws RouterError {
        return a instanceof Value.Time x && b instanceof Value.Time y
                ? new Value.Time(x.nanos() + y.nanos())
                : Value.of(number(a) + number(b));
    }

    static Value subtract(Value a, Value b) throws RouterError {
        return a instanceof Value.Time x && b instanceof Value.Time y
                ? new Value.Time(x.nanos() - y.nanos())
                : Value.of(number(a) - number(b));
    }

    static Value multiply(Value a, Value b) throws RouterError {
        return a instanceof Value.Time time
                ? new Value.Time(time.nanos() * number(b))
                : Value.of(number(a) * number(b));
    }

    static Value divide(Value a, Value b) throws RouterError {
        return Value.of(number(a) / divisor(b));
    }

    static Value remainder(Value a, Value b) throws RouterError {
        return Value.of(number(a) % divisor(b));
    }

    private static long divisor(Value b) throws RouterError {
        long by = number(b);
        if (by == 0) {
            throw RouterError.complete("division by zero");
        }
        return by;
    }

    static int compare(Value a, Value b) throws RouterError {
        if (a instanceof Value.Str x && b instanceof Value.Str y) {
            return x.string().compareTo(y.string());
        }
        if (a instanceof Value.Time x && b instanceof Value.Time y) {
            return Long.compare(x.nanos(), y.nanos());
        }
        if (a instanceof Value.Ip x && b instanceof Value.Ip y) {
            return x.address().number().compareTo(y.address().number());
        }
        return Long.compare(number(a), number(b));
    }

    static Value join(Value a, Value b) throws RouterError {
        return sized(a.text() + b.text());
    }

    static Value append(Value a, Value b) throws RouterError {
        List<Value.Item> items = new ArrayList<>(items(a));
        items.addAll(items(b));
        if (items.size() > LONGEST) {
            throw RouterError.of("failure: out of memory");
        }
        return new Value.Items(items);
    }

    private static List<Value.Item> items(Value value) {
        return value instanceof Value.Items array
                ? array.items()
                : List.of(new Value.Item(java.util.Optional.empty(), value));
    }

    /** {@code array->"key"} or {@code array->0}. */
    static Value item(Value array, Value key) throws RouterError {
        if (!(array instanceof Value.Items items)) {
            throw mismatch(array);
        }
        if (key instanceof Value.Num index) {
            boolean there =
                    index.number() >= 0 && index.number() < items.items().size();
            return there ? items.items().get((int) index.number()).value() : Value.NOTHING;
        }
        return items.get(key.text()).orElse(Value.NOTHING);
    }

    static Value within(Value a, Value b) throws RouterError {
        if (a instanceof Value.Ip ip && b instanceof Value.Prefix prefix) {
            return Value.of(prefix.net().contains(ip.address()));
        }
        throw mismatch(a);
    }

    /** {@code text~"regular expression"}: found anywhere in the text. */
    static Value matches(Value text, Value expression) throws RouterError {
        try {
            return Value.of(
                    Pattern.compile(expression.text()).matcher(text.text()).find());
        } catch (PatternSyntaxException | StackOverflowError broken) {
            throw RouterError.of("failure: bad regular expression");
        }
    }
}
