package mkrun.alpine.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import mkrun.target.rootfs.RootfsProbe;

/**
 * The shell's patterns ({@code *}, {@code ?}, {@code [a-z]}) as musl's fnmatch reads them; a backslash takes a character's
 * meaning away. Matching takes at most pattern times text steps.
 */
public final class Glob {
    private static final Pattern ESCAPED = Pattern.compile("(?s)\\\\(.)");
    private static final Pattern SPECIAL = Pattern.compile("[\\\\*?\\[\\]]");
    private static final Map<String, IntPredicate> CLASSES = Map.of(
            "alpha", Glob::isLetter,
            "digit", c -> c >= '0' && c <= '9',
            "alnum", c -> isLetter(c) || c >= '0' && c <= '9',
            "upper", c -> c >= 'A' && c <= 'Z',
            "lower", c -> c >= 'a' && c <= 'z',
            "space", c -> c == ' ' || c >= '\t' && c <= '\r',
            "blank", c -> c == ' ' || c == '\t',
            "punct", c -> c > ' ' && c < 127 && !isLetter(c) && !(c >= '0' && c <= '9'),
            "xdigit", c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F');

    private Glob() {}

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** Whether all of a text matches; {@code *} matches slashes too, as in {@code case}. */
    static boolean matches(String pattern, String text) {
        return matches(pattern, text, false);
    }

    /** Whether a path matches; {@code *} stops at slashes, as for file names and apk's triggers. */
    public static boolean matchesPath(String pattern, String path) {
        return matches(pattern, path, true);
    }

    /** The pattern that matches just this text. */
    static String escape(String text) {
        return SPECIAL.matcher(text).replaceAll("\\\\$0");
    }

    /** The existing paths that a pattern names, sorted; hidden names only where the pattern's part begins with a dot. */
    static List<String> paths(RootfsProbe probe, String pattern) {
        List<String> found = List.of(pattern.startsWith("/") ? "/" : "");
        for (String part : pattern.split("/")) {
            if (part.isEmpty()) {
                continue;
            }
            String plain = ESCAPED.matcher(part).replaceAll("$1");
            boolean isPlain = escape(plain).equals(part)
                    || plain.equals(part) && !SPECIAL.matcher(part).find();
            List<String> deeper = new ArrayList<>();
            for (String dir : found) {
                String prefix = dir.isEmpty() || dir.endsWith("/") ? dir : dir + "/";
                if (isPlain) {
                    if (probe.stat("/" + prefix + plain).isPresent()) {
                        deeper.add(prefix + plain);
                    }
                    continue;
                }
                probe.list("/" + dir).stream()
                        .filter(name -> name.startsWith(".") == part.startsWith(".") && matches(part, name))
                        .forEach(name -> deeper.add(prefix + name));
            }
            found = deeper;
        }
        return found;
    }

    /** Goes back to the last star only: what an earlier one could match, the last can too. */
    private static boolean matches(String pattern, String text, boolean path) {
        int at = 0;
        int star = -1;
        int from = 0;
        int i = 0;
        while (i < text.length()) {
            int next = at < pattern.length() ? next(pattern, at, text.charAt(i), path) : -1;
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = ++at;
                from = i;
            } else if (next > 0) {
                at = next;
                i++;
            } else if (star >= 0 && !(path && text.charAt(from) == '/')) {
                at = star;
                i = ++from;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }

    /** Where the pattern goes on if what is at {@code at} matches a character, -1 if it does not. */
    private static int next(String pattern, int at, char c, boolean path) {
        char p = pattern.charAt(at);
        if (p == '\\' && at + 1 < pattern.length()) {
            return pattern.charAt(at + 1) == c ? at + 2 : -1;
        }
        if (p == '?') {
            return path && c == '/' ? -1 : at + 1;
        }
        int close = p == '[' ? closing(pattern, at) : -1;
        if (close > 0) {
            return !(path && c == '/') && isInSet(pattern, at + 1, close, c) ? close + 1 : -1;
        }
        return p == c ? at + 1 : -1;
    }

    /** Where the set that begins at {@code open} ends, -1 if it does not. */
    private static int closing(String pattern, int open) {
        int at = open + 1;
        if (at < pattern.length() && "!^".indexOf(pattern.charAt(at)) >= 0) {
            at++;
        }
        int first = at;
        while (at < pattern.length() && (pattern.charAt(at) != ']' || at == first)) {
            int close = pattern.startsWith("[:", at) ? pattern.indexOf(":]", at + 2) : -1;
            at = close < 0 ? at + 1 : close + 2;
        }
        return at < pattern.length() ? at : -1;
    }

    private static boolean isInSet(String pattern, int begin, int end, char c) {
        boolean not = "!^".indexOf(pattern.charAt(begin)) >= 0;
        int at = not ? begin + 1 : begin;
        boolean found = false;
        while (at < end) {
            int close = pattern.startsWith("[:", at) ? pattern.indexOf(":]", at + 2) : -1;
            if (close > 0) {
                found |= CLASSES.getOrDefault(pattern.substring(at + 2, close), x -> false)
                        .test(c);
                at = close + 2;
            } else if (at + 2 < end && pattern.charAt(at + 1) == '-') {
                found |= c >= pattern.charAt(at) && c <= pattern.charAt(at + 2);
                at += 3;
            } else {
                found |= c == pattern.charAt(at++);
            }
        }
        return found != not;
    }
}
