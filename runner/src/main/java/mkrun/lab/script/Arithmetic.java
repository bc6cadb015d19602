package mkrun.lab.script;

import java.math.BigInteger;
import java.util.function.BinaryOperator;
import java.util.function.IntPredicate;
import java.util.function.LongBinaryOperator;
import mkrun.routeros.ip.Addresses;

/**
 * What the operators of the language do with numbers, times and addresses. Numbers have 64 bits and wrap; where types do
 * not fit, the console refuses.
 */
final class Arithmetic {
    private Arithmetic() {}

    /** A number, or a text that reads as one. */
    static long number(Value value) throws RouterError {
        if (value instanceof Value.Num num) {
            return num.number();
        }
        if (value instanceof Value.Str str && Literals.number(str.string()).orElse(value) instanceof Value.Num num) {
            return num.number();
        }
        throw mismatch(value);
    }

    static RouterError mismatch(Value value) {
        return RouterError.complete("cannot convert " + value.type() + " to num");
    }

    static Value negate(Value a) throws RouterError {
        return a instanceof Value.Time time ? new Value.Time(-time.nanos()) : Value.of(-number(a));
    }

    /** Numbers; times; an address and a number, which is the address so much further. */
    static Value add(Value a, Value b) throws RouterError {
        if (a instanceof Value.Time x && b instanceof Value.Time y) {
            return new Value.Time(x.nanos() + y.nanos());
        }
        if (a instanceof Value.Ip ip && !ip.address().v6()) {
            return ip(ip.address().number().add(BigInteger.valueOf(number(b))));
        }
        return Value.of(summand(a) + summand(b));
    }

    /** What has no value counts as zero in a sum, of all places. */
    private static long summand(Value value) throws RouterError {
        return value.missing() ? 0 : number(value);
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
        return a instanceof Value.Time time
                ? new Value.Time(time.nanos() / divisor(b))
                : Value.of(number(a) / divisor(b));
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

    static Value bitAnd(Value a, Value b) throws RouterError {
        return bitwise(a, b, (x, y) -> x & y, BigInteger::and);
    }

    static Value bitOr(Value a, Value b) throws RouterError {
        return bitwise(a, b, (x, y) -> x | y, BigInteger::or);
    }

    static Value bitXor(Value a, Value b) throws RouterError {
        return bitwise(a, b, (x, y) -> x ^ y, BigInteger::xor);
    }

    private static Value bitwise(Value a, Value b, LongBinaryOperator numbers, BinaryOperator<BigInteger> addresses)
            throws RouterError {
        if (a instanceof Value.Ip x
                && b instanceof Value.Ip y
                && !x.address().v6()
                && !y.address().v6()) {
            return ip(addresses.apply(x.address().number(), y.address().number()));
        }
        return Value.of(numbers.applyAsLong(number(a), number(b)));
    }

    private static Value ip(BigInteger number) {
        return new Value.Ip(new Addresses.Address(number.mod(BigInteger.ONE.shiftLeft(32)), false));
    }

    /** Whether the order of two values is one of those asked for; with nothing, no order is. */
    static Value ordered(Value a, Value b, IntPredicate wanted) throws RouterError {
        return Value.of(!a.missing() && !b.missing() && wanted.test(compare(a, b)));
    }

    /** Numbers, times, addresses; never texts, which are equal or not and have no order. */
    static int compare(Value a, Value b) throws RouterError {
        if (a instanceof Value.Str && b instanceof Value.Str) {
            throw RouterError.complete("cannot compare if string is less than string");
        }
        if (a instanceof Value.Time x && b instanceof Value.Time y) {
            return Long.compare(x.nanos(), y.nanos());
        }
        if (a instanceof Value.Ip x && b instanceof Value.Ip y) {
            return x.address().number().compareTo(y.address().number());
        }
        return Long.compare(number(a), number(b));
    }
}
