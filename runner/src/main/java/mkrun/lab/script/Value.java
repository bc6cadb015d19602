package mkrun.lab.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mkrun.routeros.ip.Addresses;

/**
 * A value of the scripting language. Texts are strings of bytes, one character for each byte of the UTF-8, since the
 * console counts, cuts and escapes bytes.
 */
sealed interface Value {
    /** What {@code :typeof} says. */
    String type();

    /** What {@code :put} and {@code :tostr} make of it. */
    String text();

    /** Whether there is no value: {@link #NOTHING} or {@link #NIL}. */
    default boolean missing() {
        return this instanceof Nothing || this instanceof Nil;
    }

    /** The value of a variable that was never set, of what an array does not have, and of commands that give none. */
    Value NOTHING = new Nothing();

    /** What comes of a conversion that is not possible, of a search that finds nothing, and of {@code []}. */
    Value NIL = new Nil();

    Value TRUE = new Bool(true);
    Value FALSE = new Bool(false);

    static Value of(boolean truth) {
        return truth ? TRUE : FALSE;
    }

    static Value of(String text) {
        return new Str(text);
    }

    static Value of(long number) {
        return new Num(number);
    }

    record Nothing() implements Value {
        @Override
        public String type() {
            return "nothing";
        }

        @Override
        public String text() {
            return "";
        }
    }

    record Nil() implements Value {
        @Override
        public String type() {
            return "nil";
        }

        @Override
        public String text() {
            return "";
        }
    }

    record Bool(boolean truth) implements Value {
        @Override
        public String type() {
            return "bool";
        }

        @Override
        public String text() {
            return Boolean.toString(truth);
        }
    }

    record Num(long number) implements Value {
        @Override
        public String type() {
            return "num";
        }

        @Override
        public String text() {
            return Long.toString(number);
        }
    }

    record Str(String string) implements Value {
        @Override
        public String type() {
            return "str";
        }

        @Override
        public String text() {
            return string;
        }
    }

    /** A span of time in nanoseconds. */
    record Time(long nanos) implements Value {
        @Override
        public String type() {
            return "time";
        }

        @Override
        public String text() {
            return Times.clock(nanos);
        }
    }

    /** The id of a row, such as {@code *1A}. */
    record Id(String id) implements Value {
        @Override
        public String type() {
            return "id";
        }

        @Override
        public String text() {
            return id;
        }
    }

    record Ip(Addresses.Address address) implements Value {
        @Override
        public String type() {
            return address.v6() ? "ip6" : "ip";
        }

        @Override
        public String text() {
            return address.text();
        }
    }

    record Prefix(Addresses.Net net) implements Value {
        @Override
        public String type() {
            return net.address().v6() ? "ip6-prefix" : "ip-prefix";
        }

        @Override
        public String text() {
            return net.text();
        }
    }

    /** An item of an array; items with and without keys may stand together. */
    record Item(Optional<String> key, Value value) {}

    record Items(List<Item> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }

        static Items of(List<? extends Value> values) {
            List<Item> items = new ArrayList<>();
            values.forEach(v -> items.add(new Item(Optional.empty(), v)));
            return new Items(items);
        }

        @Override
        public String type() {
            return "array";
        }

        @Override
        public String text() {
            StringBuilder out = new StringBuilder();
            for (Item item : items) {
                out.append(out.isEmpty() ? "" : ";");
                item.key().ifPresent(k -> out.append(k).append('='));
                out.append(item.value().text());
            }
            return out.toString();
        }

        Optional<Value> get(String key) {
            return items.stream()
                    .filter(i -> i.key().filter(key::equals).isPresent())
                    .map(Item::value)
                    .findFirst();
        }
    }

    /**
     * A parsed script, as {@code :parse} gives it, or a function.
     *
     * @param function whether it is one, as {@code do={…}} makes them: the console takes those for arrays
     */
    record Code(String intermediate, Block block, boolean function) implements Value {
        @Override
        public String type() {
            return function ? "array" : "code";
        }

        @Override
        public String text() {
            return intermediate;
        }
    }
}
