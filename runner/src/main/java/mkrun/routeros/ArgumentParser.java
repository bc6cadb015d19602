package mkrun.routeros;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the arguments of a command of a menu file: {@code NAME}, then {@code !} if it takes no value, {@code *N} if it is
 * the n-th required one, {@code :N} if it may stand n-th without its name, and a range in brackets; {@code $SET} for all
 * of a set, {@code -NAME} for one less.
 */
final class ArgumentParser {
    private static final Pattern FORM = Pattern.compile("([a-z0-9-]+)(!?)(?:\\*(\\d))?(?::(\\d))?");

    private ArgumentParser() {}

    static List<Argument> parse(String command, List<String> words, Map<String, List<Argument>> sets) {
        Map<String, Argument> arguments = new TreeMap<>();
        for (String word : words) {
            if (word.startsWith("$")) {
                Optional.ofNullable(sets.get(word))
                        .orElseThrow(() -> new IllegalArgumentException("unknown set " + word))
                        .forEach(a -> arguments.put(a.name(), command.equals("add") ? a : optional(a)));
            } else if (word.startsWith("-")) {
                arguments.remove(word.substring(1));
            } else {
                Argument argument = argument(Words.ranged(word));
                arguments.put(argument.name(), argument);
            }
        }
        return List.copyOf(arguments.values());
    }

    private static Argument argument(Words.Ranged ranged) {
        Matcher form = FORM.matcher(ranged.word());
        if (!form.matches()) {
            throw new IllegalArgumentException("not an argument: " + ranged.word());
        }
        return new Argument(
                form.group(1),
                ranged.range(),
                !form.group(2).isEmpty(),
                form.group(4) == null ? 0 : Integer.parseInt(form.group(4)),
                form.group(3) == null ? 0 : Integer.parseInt(form.group(3)));
    }

    private static Argument optional(Argument a) {
        return new Argument(a.name(), a.range(), a.flag(), a.position(), 0);
    }

    /** The settable fields as arguments, each in all its spellings. */
    static List<Argument> ofFields(List<FieldParser.Ranked> fields) {
        List<Argument> arguments = new ArrayList<>();
        for (FieldParser.Ranked ranked : fields) {
            Field field = ranked.field();
            if (!field.readOnly()) {
                arguments.add(new Argument(field.name(), canonicalRange(field), false, 0, ranked.rank()));
                field.formerNames()
                        .forEach(f -> arguments.add(new Argument(f.name(), taken(field, f), false, 0, ranked.rank())));
            }
        }
        return arguments;
    }

    private static VersionRange taken(Field field, Field.FormerName former) {
        return former.still()
                ? new VersionRange(former.range().since(), field.range().before())
                : former.range();
    }

    /** The versions that use the canonical name: from where the newest former one ends. */
    private static VersionRange canonicalRange(Field field) {
        return field.formerNames().isEmpty()
                ? field.range()
                : new VersionRange(
                        field.formerNames().get(0).range().before(),
                        field.range().before());
    }
}
