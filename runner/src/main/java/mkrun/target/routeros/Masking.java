package mkrun.target.routeros;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mkrun.routeros.Quote;
import mkrun.target.Secret;

/** Keeps secrets out of what a router said about them. */
final class Masking {
    /** A blank; behind a line break it has an escape. */
    private static final String BLANK = "(?: |\\\\_)";

    /** A line break within a text: a backslash, and four blanks that do not count. */
    private static final Pattern BREAKS = Pattern.compile("\\\\\\r?\\n {4}");

    private Masking() {}

    static String mask(String text, List<Secret> secrets) {
        String masked = text;
        String joined = BREAKS.matcher(text).replaceAll("").replace("\\_", " ");
        List<String> values = secrets.stream()
                .map(Secret::reveal)
                .filter(v -> !v.isEmpty())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (String value : values) {
            String quoted = Quote.string(value);
            for (String form : List.of(quoted, quoted.substring(1, quoted.length() - 1), value)) {
                masked = joined.contains(form) || text.contains(form) ? masked(masked, form) : masked;
            }
        }
        return masked;
    }

    /** Replaces a text, also where an export has broken it over two lines. */
    private static String masked(String text, String secret) {
        String pattern = secret.codePoints()
                .mapToObj(c -> c == ' ' ? BLANK : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining("(?:" + BREAKS + ")?"));
        return Pattern.compile(pattern).matcher(text).replaceAll(Secret.MASK);
    }
}
