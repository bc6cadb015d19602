package mkrun.inventory;

import java.util.ArrayList;
import java.util.List;
import mkrun.inventory.Data.FormatException;

/** The words of a line of an INI inventory: quotes and brackets keep blanks together. */
final class IniWords {
    private IniWords() {}

    /** The line up to a {@code #} that follows a blank and stands in no quotes. */
    static String withoutComment(String line) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            quote = quoteAfter(quote, c);
            if (quote == 0 && c == '#' && i > 0 && Character.isWhitespace(line.charAt(i - 1))) {
                return line.substring(0, i).strip();
            }
        }
        return line;
    }

    static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        int depth = 0;
        for (char c : line.toCharArray()) {
            quote = quoteAfter(quote, c);
            depth += quote != 0 ? 0 : "[{".indexOf(c) >= 0 ? 1 : "]}".indexOf(c) >= 0 ? -1 : 0;
            if (quote == 0 && depth <= 0 && Character.isWhitespace(c)) {
                add(words, word);
            } else {
                word.append(c);
            }
        }
        add(words, word);
        return words;
    }

    private static char quoteAfter(char quote, char c) {
        if (quote == 0) {
            return c == '"' || c == '\'' ? c : 0;
        }
        return quote == c ? 0 : quote;
    }

    private static void add(List<String> words, StringBuilder word) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    /** A word without the quotes that keep its blanks together; as it is if one is never closed. */
    static String unquoted(String word) {
        StringBuilder plain = new StringBuilder();
        char quote = 0;
        for (char c : word.toCharArray()) {
            char next = quoteAfter(quote, c);
            if (next == quote) {
                plain.append(c);
            }
            quote = next;
        }
        return quote == 0 ? plain.toString() : word;
    }

    /** Whether a quote that is never closed has kept blanks together, and with them what was to be words of their own. */
    static boolean runsOn(String word) {
        char quote = 0;
        for (char c : word.toCharArray()) {
            quote = quoteAfter(quote, c);
        }
        return quote != 0 && word.chars().anyMatch(Character::isWhitespace);
    }

    /** The value that a word means: text if in quotes, a list or map if in brackets, else as {@link Scalars} says. */
    static Object value(String word) {
        int last = word.length() - 1;
        if (last > 0 && (word.charAt(0) == '"' || word.charAt(0) == '\'') && word.charAt(last) == word.charAt(0)) {
            return word.substring(1, last);
        }
        if (word.startsWith("[") || word.startsWith("{")) {
            try {
                Object value = YamlData.read(word).plain();
                return value == null ? word : value;
            } catch (FormatException e) {
                return word; // brackets that are no list: part of the text
            }
        }
        return Scalars.typed(word);
    }
}
