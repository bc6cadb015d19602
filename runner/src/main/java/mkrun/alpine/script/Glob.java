package mkrun.alpine.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import mkrun.target.rootfs.RootfsProbe;

/** The shell's patterns ({@code *}, {@code ?}, {@code [a-z]}); a backslash takes a character's meaning away. */
public final class Glob {
    private Glob() {}

    /** Whether all of a text matches; {@code *} matches slashes too, as in {@code case}. */
    static boolean matches(String pattern, String text) {
        return regex(pattern, false).matcher(text).matches();
    }

    /** Whether a path matches; {@code *} stops at slashes, as for file names and apk's triggers. */
    public static boolean matchesPath(String pattern, String path) {
        return regex(pattern, true).matcher(path).matches();
    }

    /** The pattern that matches just this text. */
    static String escape(String text) {
        return text.replaceAll("([\\\\*?\\[\\]])", "\\\\$1");
    }

    /** The text without the marks that {@link #escape} puts in. */
    static String unescape(String pattern) {
        return pattern.replaceAll("\\\\(.)", "$1");
    }

    /** Whether a pattern holds more than plain text. */
    static boolean isPattern(String pattern) {
        return Pattern.compile("[*?\\[]")
                .matcher(pattern.replaceAll("\\\\.", ""))
                .find();
    }

    /** The existing paths that a pattern names, sorted; hidden names only where the pattern's part begins with a dot. */
    static List<String> paths(RootfsProbe probe, String pattern) {
        List<String> found = List.of(pattern.startsWith("/") ? "/" : "");
        for (String part : pattern.split("/")) {
            if (part.isEmpty()) {
                continue;
            }
            List<String> deeper = new ArrayList<>();
            for (String dir : found) {
                probe.list("/" + dir).stream()
                        .filter(name -> name.startsWith(".") == part.startsWith(".") && matches(part, name))
                        .forEach(
                                name -> deeper.add(dir.isEmpty() || dir.endsWith("/") ? dir + name : dir + "/" + name));
            }
            found = deeper;
        }
        return found;
    }

    private static Pattern regex(String pattern, boolean path) {
        StringBuilder regex = new StringBuilder("(?s)");
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            int close = c == '[' ? closing(pattern, i) : -1;
            if (c == '\\' && i + 1 < pattern.length()) {
                regex.append(Pattern.quote(pattern.substring(++i, i + 1)));
            } else if (c == '*') {
                regex.append(path ? "[^/]*" : ".*");
            } else if (c == '?') {
                regex.append(path ? "[^/]" : ".");
            } else if (close > 0) {
                regex.append(characters(pattern.substring(i + 1, close)));
                i = close;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString());
    }

    /** Where the set that begins at {@code open} ends, -1 if it does not. */
    private static int closing(String pattern, int open) {
        int begin = open + 1;
        if (begin < pattern.length() && "!^".indexOf(pattern.charAt(begin)) >= 0) {
            begin++;
        }
        int first = pattern.startsWith("[:", begin) ? pattern.indexOf(":]", begin) + 2 : begin + 1;
        return pattern.indexOf(']', first);
    }

    private static String characters(String set) {
        boolean not = set.startsWith("!") || set.startsWith("^");
        String plain = (not ? set.substring(1) : set)
                .replaceAll("([\\\\&^])", "\\\\$1")
                .replaceAll("\\[(?!:\\w+:\\])", "\\\\[");
        for (String name : List.of("Alpha", "Digit", "Alnum", "Upper", "Lower", "Space", "Punct", "XDigit")) {
            plain = plain.replace("[:" + name.toLowerCase(Locale.ROOT) + ":]", "\\p{" + name + "}");
        }
        return (not ? "[^" : "[") + plain + "]";
    }
}
