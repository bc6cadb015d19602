package mkrun.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Expands ranges in host names: {@code r[01:20]}, {@code r[a:f]}, {@code r[0:10:5]}, several in one name. */
final class Ranges {
    /** More names than any inventory line means; a slip of the pen should not exhaust memory. */
    private static final int MOST = 65_536;

    private static final Pattern RANGE =
            Pattern.compile("\\[(?:(\\d{1,9}):(\\d{1,9})|([a-z]):([a-z])|([A-Z]):([A-Z]))(?::(\\d{1,9}))?]");

    /** What looks like one; of colons, an IPv6 address in brackets has two at least. */
    private static final Pattern LIKE = Pattern.compile("\\[(?![0-9a-fA-F.]*:[0-9a-fA-F.]*:)[^\\[\\]]*:[^\\[\\]]*]");

    private Ranges() {}

    /**
     * All names, in order; the name itself if it has no range.
     *
     * @throws IllegalArgumentException if a range is none, runs backwards or yields too many names
     */
    static List<String> expand(String name) {
        Matcher like = LIKE.matcher(name);
        while (like.find()) {
            check(
                    RANGE.matcher(like.group()).matches(),
                    like.group() + " is no range, such as [1:20], [01:20] or [a:f]");
        }
        Matcher range = RANGE.matcher(name);
        if (!range.find()) {
            return List.of(name);
        }
        List<String> names = new ArrayList<>();
        List<String> tails = expand(name.substring(range.end()));
        List<String> words = words(range);
        check((long) words.size() * tails.size() <= MOST, name + " means more than " + MOST + " hosts");
        for (String word : words) {
            tails.forEach(tail -> names.add(name.substring(0, range.start()) + word + tail));
        }
        return names;
    }

    private static List<String> words(Matcher range) {
        int step = range.group(7) == null ? 1 : Integer.parseInt(range.group(7));
        boolean digits = range.group(1) != null;
        int from = digits ? Integer.parseInt(range.group(1)) : letter(range, 3);
        int to = digits ? Integer.parseInt(range.group(2)) : letter(range, 4);
        check(step > 0 && from <= to, "the range " + range.group() + " runs backwards");
        check((to - from) / step < MOST, "the range " + range.group() + " means more than " + MOST + " hosts");
        int width = digits && range.group(1).startsWith("0") ? range.group(1).length() : 1;
        List<String> words = new ArrayList<>();
        for (long i = from; i <= to; i += step) {
            words.add(digits ? String.format("%0" + width + "d", i) : String.valueOf((char) i));
        }
        return words;
    }

    private static int letter(Matcher range, int group) {
        return (range.group(group) == null ? range.group(group + 2) : range.group(group)).charAt(0);
    }

    private static void check(boolean ok, String message) {
        if (!ok) {
            throw new IllegalArgumentException(message);
        }
    }
}
