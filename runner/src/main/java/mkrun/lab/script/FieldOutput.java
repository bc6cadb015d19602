package mkrun.lab.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import mkrun.routeros.Field;
import mkrun.routeros.FieldType;

/** Stored values as scripts get them and as tables print them. */
final class FieldOutput {
    private static final long KIB = 1024;
    private static final long KILO = 1000;
    private static final Pattern RATE = Pattern.compile("\\d{1,15}");

    private FieldOutput() {}

    /** The typed value of a stored one; a list of one element is that element, as routers give it. */
    static Value value(MenuFields fields, Field field, String stored) {
        String text = Bytes.of(fields.spell(field, stored));
        if (fields.otherWords(field)) {
            return Literals.typed(text).orElse(Value.of(text));
        }
        if (field.type().list() && text.indexOf(',') >= 0) {
            List<Value> items = new ArrayList<>();
            for (String item : text.split(",")) {
                items.add(single(field.type(), item));
            }
            return Value.Items.of(items);
        }
        return single(field.type(), text);
    }

    private static Value single(FieldType type, String text) {
        Optional<Value> typed =
                switch (type.base()) {
                    case BOOL -> Optional.of(Value.of(text.equals("true")));
                    case SWITCH -> Optional.of(Value.of(""));
                    case INT -> Literals.number(number(type, text));
                    case SIZE, KIB -> Literals.number(text);
                    case TIME -> Literals.time(text);
                    case IP, PREFIX -> Literals.address(text);
                    default -> Optional.empty();
                };
        return typed.orElse(Value.of(text));
    }

    /** Scripts get the number of a word that is the only one with a number, as {@code auto} of an MTU; names stay names. */
    private static String number(FieldType type, String text) {
        return type.numbers().size() != 1
                ? text
                : type.numbers().entrySet().stream()
                        .filter(e -> e.getValue().equals(text))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(text);
    }

    /** As tables and details print it: {@code yes}, {@code 2d5h}, {@code 36.7MiB}. */
    static String printed(MenuFields fields, Field field, String stored) {
        String text = fields.spell(field, stored);
        if (fields.otherWords(field)) {
            return text;
        }
        String unit = fields.layout().units().getOrDefault(field.name(), "");
        return switch (field.type().base()) {
            case INT -> hex(fields, field, text) + unit;
            case BOOL -> text.equals("true") ? "yes" : "no";
            case SWITCH -> "";
            case TIME -> time(fields, field, text);
            case SIZE -> text.matches("\\d{1,18}") ? size(Long.parseLong(text)) : text;
            case KIB -> text.matches("\\d+") ? text + "KiB" : text;
            default -> text;
        };
    }

    /** As the API gives it: truth as {@code true} and {@code false}, spans of time in words, all else as it is stored. */
    static String plain(MenuFields fields, Field field, String stored) {
        String text = fields.spell(field, stored);
        if (fields.otherWords(field)) {
            return text.equals("yes") ? "true" : text.equals("no") ? "false" : text;
        }
        if (field.type().base() == FieldType.Base.SWITCH) {
            return "";
        }
        return field.type().base() == FieldType.Base.TIME ? printed(fields, field, stored) : hex(fields, field, text);
    }

    private static String time(MenuFields fields, Field field, String text) {
        OptionalLong nanos = Times.parse(text);
        if (nanos.isEmpty()) {
            return text;
        }
        boolean ofDay = fields.layout().clock().contains(field.name());
        return ofDay ? Times.clock(nanos.getAsLong()) : Times.words(nanos.getAsLong());
    }

    private static String hex(MenuFields fields, Field field, String text) {
        return fields.layout().hex().contains(field.name()) && text.matches("\\d{1,9}")
                ? "0x" + Integer.toHexString(Integer.parseInt(text)).toUpperCase(Locale.ROOT)
                : text;
    }

    /** As exports write it: in the words of {@code set}, sizes in bytes, rates in their largest unit. */
    static String exported(MenuFields fields, Field field, String stored) {
        return switch (field.type().base()) {
            case SIZE -> fields.spell(field, stored);
            case RATE -> RATE.matcher(fields.spell(field, stored)).replaceAll(m -> rate(m.group()));
            default -> printed(fields, field, stored);
        };
    }

    private static String rate(String bits) {
        long number = Long.parseLong(bits);
        String units = "kMG";
        int unit = -1;
        while (number > 0 && number % KILO == 0 && unit + 1 < units.length()) {
            number /= KILO;
            unit++;
        }
        return number + (unit < 0 ? "" : units.substring(unit, unit + 1));
    }

    /** As in 1924.1KiB and 11.1MiB. */
    private static String size(long bytes) {
        if (bytes < KIB) {
            return Long.toString(bytes);
        }
        return bytes < 10 * KIB * KIB
                ? String.format(Locale.ROOT, "%.1fKiB", bytes / (double) KIB)
                : String.format(Locale.ROOT, "%.1fMiB", bytes / (double) (KIB * KIB));
    }

    /** A property and its printed value, as details and terse lines have them; a switch is its name alone. */
    static String word(Field field, String name, String value) {
        return field.type().base() == FieldType.Base.SWITCH ? name : name + "=" + value;
    }

    /** What details print of a printed text: free text in quotes. */
    static String quoted(MenuFields fields, Field field, String printed) {
        boolean free = field.type().base() == FieldType.Base.STRING
                && !field.type().list()
                && !fields.layout().bare().contains(field.name());
        return free || printed.isEmpty() ? "\"" + printed.replace("\\", "\\\\").replace("\"", "\\\"") + "\"" : printed;
    }
}
