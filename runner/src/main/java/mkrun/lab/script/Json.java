package mkrun.lab.script;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code :serialize to=json}. Texts that look like numbers become numbers with six decimals, a trap of the real thing,
 * unless {@code json.no-string-conversion} is given.
 */
final class Json {
    private static final String NO_CONVERSION = "json.no-string-conversion";

    private static final long SECONDS_OF_DAY = 86_400;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final boolean converts;

    private Json(boolean converts) {
        this.converts = converts;
    }

    static Value serialize(Arguments arguments, Env env) throws RouterError {
        if (!arguments.required("to", env).text().equals("json")) {
            throw Refusals.noMatch(env.state().version(), ":serialize", "to");
        }
        Json json = new Json(converts(arguments, ":serialize", env));
        return Value.of(json.text(arguments.required("value", env)));
    }

    /** Whether texts that look like something else are taken for that; the one option of JSON that the lab has. */
    static boolean converts(Arguments arguments, String command, Env env) throws RouterError {
        String options = arguments.eval("options", env).text();
        if (!options.isEmpty() && !options.equals(NO_CONVERSION)) {
            throw Refusals.noMatch(env.state().version(), command, "options");
        }
        return options.isEmpty();
    }

    private String text(Value value) {
        if (value.missing()) {
            return "null";
        }
        if (value instanceof Value.Num || value instanceof Value.Bool) {
            return value.text();
        }
        if (value instanceof Value.Items array) {
            return array(array.items());
        }
        if (value instanceof Value.Time time) {
            return quoted(time(time.nanos()));
        }
        boolean number =
                converts && value instanceof Value.Str && value.text().matches("-?(0|[1-9]\\d{0,15})(\\.\\d{1,15})?");
        return number ? String.format(Locale.ROOT, "%.6f", Double.parseDouble(value.text())) : quoted(value.text());
    }

    /** Without fractions of seconds; from one day on, the date that it ends on if it begins with the Unix epoch. */
    private static String time(long nanos) {
        long seconds = nanos / Times.SECOND;
        return seconds < SECONDS_OF_DAY
                ? Times.clock(seconds * Times.SECOND)
                : LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC).format(DATE);
    }

    /** An object, its keys sorted, if all elements have keys; else a list. */
    private String array(List<Value.Item> items) {
        if (!items.isEmpty() && items.stream().allMatch(i -> i.key().isPresent())) {
            Map<String, String> sorted = new TreeMap<>();
            items.forEach(i -> sorted.put(i.key().orElseThrow(), text(i.value())));
            List<String> members = new ArrayList<>();
            sorted.forEach((key, member) -> members.add(quoted(key) + ":" + member));
            return "{" + String.join(",", members) + "}";
        }
        return "[" + String.join(",", items.stream().map(i -> text(i.value())).toList()) + "]";
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c < 0x20 ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return out.append('"').toString();
    }
}
