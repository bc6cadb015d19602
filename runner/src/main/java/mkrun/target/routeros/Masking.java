package mkrun.target.routeros;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mkrun.target.Secret;

/**
 * Keeps secrets out of what a router said about them, however it writes them: as they are, with the escapes of an export
 * ({@link mkrun.routeros.Quote}), with those few of {@code print}, which leaves a {@code $} alone, or with JSON's.
 */
final class Masking {
    /** A line break within a text: a backslash, and four blanks that do not count. */
    private static final Pattern BREAK = Pattern.compile("\\\\\\r?\\n {4}");

    private static final String MAYBE_BREAK = "(?:" + BREAK + ")?";

    /** Between letters and digits, which are never written in another way. */
    private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9]+");

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    /** A line that is a value of JSON, or several as JSON is laid out for eyes ({@code json.pretty}). */
    private static final Pattern JSON =
            Pattern.compile("(?m)^[ \\t]*[{\\[].*[}\\]][ \\t\\r]*$|^[{\\[]\\R(?s:.*?)^[}\\]]");

    private static final Pattern WORD_OF_JSON = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|-?[0-9][0-9.eE+-]*");

    private Masking() {}

    static String mask(String text, List<Secret> secrets) {
        String masked = text;
        String joined = BREAK.matcher(text).replaceAll("");
        List<String> values = secrets.stream()
                .map(Secret::reveal)
                .filter(v -> !v.isBlank())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (String value : values) {
            if (OTHER.splitAsStream(value).allMatch(joined::contains)) {
                masked = pattern(value).matcher(number(value, masked)).replaceAll(Secret.MASK);
            }
        }
        return masked;
    }

    /** In JSON, what stands for a number is a text. */
    private static String number(String secret, String text) {
        return DIGITS.matcher(secret).matches()
                ? JSON.matcher(text)
                        .replaceAll(json -> Matcher.quoteReplacement(numbers(secret, json.group())))
                        .replaceAll("(?<=\":)-?[\\d.]*" + secret + "[\\d.]*(?=[,}])", '"' + Secret.MASK + '"')
                : text;
    }

    private static String numbers(String secret, String json) {
        return WORD_OF_JSON
                .matcher(json)
                .replaceAll(word -> Matcher.quoteReplacement(
                        word.group().startsWith("\"") || !word.group().contains(secret)
                                ? word.group()
                                : '"' + Secret.MASK + '"'));
    }

    /** Finds a secret, also where an export has broken it over two lines. Quotes around it stay: JSON is none without. */
    private static Pattern pattern(String secret) {
        return Pattern.compile(
                secret.codePoints().mapToObj(Masking::character).collect(Collectors.joining(MAYBE_BREAK)));
    }

    /** All that a character may be written as. */
    private static String character(int c) {
        String plain = Character.toString(c);
        return switch (c) {
            case ' ' -> "(?: |\\\\_)"; // behind a line break it has an escape
            case '"', '\\', '$', '?', '/' -> "(?:\\\\" + MAYBE_BREAK + ")?" + Pattern.quote(plain);
            case '\n' -> "(?:\\n|\\\\n)";
            case '\r' -> "(?:\\r|\\\\r)?"; // in tables and logs line ends are not as they were
            case '\t' -> "(?:\\t|\\\\t)";
            default ->
                c > ' ' && c < 0x7f ? Pattern.quote(plain) : "(?:" + coded(plain) + "|" + Pattern.quote(plain) + ")";
        };
    }

    /** As bytes of UTF-8 in an export, which may break between two of them, and as JSON's units. */
    private static String coded(String plain) {
        String exported = HexFormat.ofDelimiter(MAYBE_BREAK)
                .withPrefix("\\\\")
                .withUpperCase()
                .formatHex(plain.getBytes(StandardCharsets.UTF_8));
        String json = plain.chars()
                .mapToObj(unit -> String.format("\\\\u(?i:%04x)", unit))
                .collect(Collectors.joining());
        return exported + "|" + json;
    }
}
