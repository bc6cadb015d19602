package mkrun.lab.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** {@code !}: of truths only. */
    static Value invert(Value value) throws RouterError {
        if (value instanceof Value.Bool bool) {
            return Value.of(!bool.truth());
        }
        throw RouterError.complete("cannot invert " + (value instanceof Value.Str ? "string" : value.type()));
    }

    /** A number and a text are equal if the text reads as that number. */
    static boolean equal(Value a, Value b) {
        if (a instanceof Value.Num && b instanceof Value.Str text) {
            return Literals.number(text.string()).filter(a::equals).isPresent();
        }
        return a instanceof Value.Str && b instanceof Value.Num ? equal(b, a) : a.equals(b);
    }

    static Value or(Value a, Value b) throws RouterError {
        return Value.of(truth(a) | truth(b));
    }

    static Value and(Value a, Value b) throws RouterError {
        return Value.of(truth(a) & truth(b));
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
        return value instanceof Value.Items array ? array.items() : List.of(new Value.Item(Optional.empty(), value));
    }

    /** {@code array->"key"} or {@code array->0}; nothing, if it is not there. */
    static Value item(Value array, Value key) throws RouterError {
        if (array.missing()) {
            return Value.NOTHING;
        }
        if (!(array instanceof Value.Items items)) {
            throw noArray(array);
        }
        if (key instanceof Value.Num index) {
            boolean there =
                    index.number() >= 0 && index.number() < items.items().size();
            return there ? items.items().get((int) index.number()).value() : Value.NOTHING;
        }
        return items.get(key.text()).orElse(Value.NOTHING);
    }

    static RouterError noArray(Value value) {
        return RouterError.complete("cannot convert " + value.type() + " to array");
    }

    /** An address or a network inside a network. */
    static Value within(Value a, Value b) throws RouterError {
        if (a instanceof Value.Ip ip && b instanceof Value.Prefix prefix) {
            return Value.of(prefix.net().contains(ip.address()));
        }
        if (a instanceof Value.Prefix inner && b instanceof Value.Prefix outer) {
            return Value.of(outer.net().length() <= inner.net().length()
                    && outer.net().contains(inner.net().address()));
        }
        throw Arithmetic.mismatch(a);
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
