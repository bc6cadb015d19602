package mkrun.routeros;

import java.util.ArrayList;
import java.util.List;

/** The words of a line of a menu file. */
final class Words {
    private Words() {}

    /** A word and the versions in brackets behind it. */
    record Ranged(String word, VersionRange range) {}

    /** Splits at blanks; a backslash keeps the blank behind it. */
    static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        for (String part : line.split("(?<!\\\\) +")) {
            words.add(part.replace("\\ ", " "));
        }
        return words;
    }

    /** {@code name[7.20+]} as its two halves. */
    static Ranged ranged(String word) {
        int open = word.indexOf('[');
        return open < 0 || !word.endsWith("]")
                ? new Ranged(word, VersionRange.ALWAYS)
                : new Ranged(word.substring(0, open), bracketed(word.substring(open)));
    }

    /** The range that stands among words as one of its own; all versions if there is none. */
    static VersionRange range(List<String> words) {
        return words.stream()
                .filter(w -> w.startsWith("["))
                .findFirst()
                .map(Words::bracketed)
                .orElse(VersionRange.ALWAYS);
    }

    static VersionRange bracketed(String word) {
        return VersionRange.parse(word.substring(1, word.length() - 1));
    }
}
