package mkrun.lab.script;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import mkrun.routeros.ip.Addresses;

/** Commands of the language that make one value of another. */
final class Conversions {
    private static final long LONGEST_RANGE = 1 << 20;

    private Conversions() {}

    static Value length(Arguments arguments, Env env) throws RouterError {
        Value value = arguments.required("value", env);
        return Value.of(
                value instanceof Value.Items array
                        ? array.items().size()
                        : value.text().length());
    }

    static Value number(Value value) {
        return value instanceof Value.Num
                ? value
                : Literals.number(value.text()).orElse(Value.NIL);
    }

    /** Of numbers only: even {@code "true"} is no truth. */
    static Value bool(Value value) {
        if (value instanceof Value.Num num) {
            return Value.of(num.number() != 0);
        }
        return value instanceof Value.Bool ? value : Value.NIL;
    }

    static Value id(Value value) {
        return Literals.id(value.text()).orElse(Value.NIL);
    }

    /** An address of four numbers; of a network, its address. */
    static Value ip(Value value) {
        if (value instanceof Value.Prefix prefix && !prefix.net().address().v6()) {
            return new Value.Ip(prefix.net().address());
        }
        return Addresses.address(value.text())
                .filter(a -> !a.v6())
                .<Value>map(Value.Ip::new)
                .orElse(Value.NIL);
    }

    static Value ip6(Value value) {
        return Addresses.address(value.text())
                .filter(Addresses.Address::v6)
                .<Value>map(Value.Ip::new)
                .orElse(Value.NIL);
    }

    /** Nanoseconds of a time. */
    static Value nanoseconds(Value value) {
        return time(value) instanceof Value.Time span ? Value.of(span.nanos()) : Value.NIL;
    }

    /** {@code :timestamp}: the time since 1970. */
    static Value now() {
        Instant now = Instant.now();
        return new Value.Time(now.getEpochSecond() * Times.SECOND + now.getNano());
    }

    /** {@code :range}: all numbers from one to another. */
    static Value range(Arguments arguments, Env env) throws RouterError {
        long from = Arithmetic.number(arguments.required("from", env));
        long to = Arithmetic.number(arguments.required("to", env));
        if (to < from || to - from >= LONGEST_RANGE || to - from < 0) {
            throw Refusals.invalid("to");
        }
        List<Value> numbers = new ArrayList<>();
        for (long i = from; i <= to; i++) {
            numbers.add(Value.of(i));
        }
        return Value.Items.of(numbers);
    }

    /** {@code :resolve}: the lab asks no server; it knows the names of {@code /ip/dns/static}. */
    static Value resolve(Arguments arguments, Env env) throws RouterError {
        String name = arguments.required("domain-name", env).text();
        synchronized (env.state()) {
            return env.state().table("/ip/dns/static").rows().stream()
                    .filter(r -> Bytes.of(r.text("name")).equals(name) && !r.is("disabled"))
                    .flatMap(r -> Addresses.address(r.text("address")).stream())
                    .<Value>map(Value.Ip::new)
                    .findFirst()
                    .orElseThrow(() -> RouterError.of("failure: dns name does not exist"));
        }
    }

    static Value time(Value value) {
        if (value instanceof Value.Num num && Math.abs(num.number()) < Long.MAX_VALUE / Times.SECOND) {
            return new Value.Time(num.number() * Times.SECOND);
        }
        return value instanceof Value.Time ? value : Literals.time(value.text()).orElse(Value.NIL);
    }

    static Value array(Arguments arguments, Env env) throws RouterError {
        Value value = arguments.required("value", env);
        String delimiter =
                arguments.has("delimiter") ? arguments.eval("delimiter", env).text() : ",";
        if (delimiter.isEmpty()) {
            throw Refusals.invalid("delimiter");
        }
        if (value instanceof Value.Items) {
            return value;
        }
        List<Value> items = new ArrayList<>();
        for (String item : value.text().isEmpty() ? new String[0] : value.text().split(Pattern.quote(delimiter), -1)) {
            items.add(Literals.of(item));
        }
        return Value.Items.of(items);
    }

    /** Some bytes of a text, or elements of an array, from one index to before another. */
    static Value pick(Arguments arguments, Env env) throws RouterError {
        Value source = arguments.required("counter", env);
        long begin = Arithmetic.number(arguments.required("begin", env));
        long end = arguments.has("end") ? Arithmetic.number(arguments.eval("end", env)) : begin + 1;
        int size = source instanceof Value.Items array
                ? array.items().size()
                : source.text().length();
        int from = (int) Math.max(0, Math.min(begin, size));
        int to = (int) Math.max(from, Math.min(end, size));
        if (source instanceof Value.Items array) {
            return arguments.has("end")
                    ? new Value.Items(array.items().subList(from, to))
                    : from < to ? array.items().get(from).value() : Value.NIL;
        }
        return Value.of(source.text().substring(from, to));
    }

    /** The index of a text in a text or of a value in an array, behind another index; nil if it is not there. */
    static Value find(Arguments arguments, Env env) throws RouterError {
        Value in = arguments.required("in", env);
        Value key = arguments.required("key", env);
        long after = arguments.has("from") ? Arithmetic.number(arguments.eval("from", env)) : -1;
        int from = (int) Math.max(0, Math.min(after + 1, Integer.MAX_VALUE));
        if (in instanceof Value.Items array) {
            for (int i = from; i < array.items().size(); i++) {
                if (array.items().get(i).value().equals(key)) {
                    return Value.of(i);
                }
            }
            return Value.NIL;
        }
        int at = in.text().indexOf(key.text(), from);
        return at < 0 ? Value.NIL : Value.of(at);
    }
}
