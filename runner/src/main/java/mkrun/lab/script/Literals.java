package mkrun.lab.script;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import mkrun.routeros.ip.Addresses;

/** Bare words of the language: what type a word has that stands without quotes. */
final class Literals {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,19}");
    private static final Pattern HEX = Pattern.compile("0x[0-9A-Fa-f]{1,15}");
    private static final Pattern ID = Pattern.compile("\\*[0-9A-Fa-f]{1,8}");

    private Literals() {}

    /** The word as a value: a number, time, address, network, id or truth if it looks like one, else a string. */
    static Value of(String word) {
        return typed(word).orElseGet(() -> Value.of(word));
    }

    /** The word as a value; of several with commas between them, an array. */
    static Value list(String word) {
        List<String> words = List.of(word.split(",", -1));
        return words.size() < 2 || words.contains("")
                ? of(word)
                : Value.Items.of(words.stream().map(Literals::of).toList());
    }

    static Optional<Value> typed(String word) {
        switch (word) {
            case "true":
                return Optional.of(Value.TRUE);
            case "false":
                return Optional.of(Value.FALSE);
            default:
                return number(word).or(() -> time(word)).or(() -> address(word)).or(() -> id(word));
        }
    }

    static Optional<Value> number(String word) {
        if (NUMBER.matcher(word).matches()) {
            BigInteger number = new BigInteger(word);
            return number.bitLength() < Long.SIZE ? Optional.of(Value.of(number.longValue())) : Optional.empty();
        }
        return HEX.matcher(word).matches()
                ? Optional.of(Value.of(Long.parseLong(word.substring(2), 16)))
                : Optional.empty();
    }

    static Optional<Value> time(String word) {
        OptionalLong nanos = Times.parse(word);
        return nanos.isPresent() ? Optional.of(new Value.Time(nanos.getAsLong())) : Optional.empty();
    }

    /** An address; or a network, of which the console keeps no host part. */
    static Optional<Value> address(String word) {
        Optional<Value> address = Addresses.address(word).map(Value.Ip::new);
        return address.isPresent()
                ? address
                : Addresses.net(word)
                        .map(n -> new Addresses.Net(n.network(), n.length()))
                        .map(Value.Prefix::new);
    }

    static Optional<Value> id(String word) {
        return ID.matcher(word).matches()
                ? Optional.of(new Value.Id(
                        "*" + new BigInteger(word.substring(1), 16).toString(16).toUpperCase(Locale.ROOT)))
                : Optional.empty();
    }
}
