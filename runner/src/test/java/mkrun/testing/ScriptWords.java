package mkrun.testing;

import java.util.ArrayList;
import java.util.List;

/** Cuts RouterOS script where it may be cut: not inside quotes, brackets, braces or parentheses. */
final class ScriptWords {
    private ScriptWords() {}

    /** The parts between any of the separators at the top level; empty ones left out. */
    static List<String> split(String text, String separators) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < text.length(); at = skip(text, at)) {
            if (separators.indexOf(text.charAt(at)) >= 0) {
                parts.add(text.substring(from, at));
                from = at + 1;
            }
        }
        parts.add(text.substring(from));
        return parts.stream().map(String::strip).filter(p -> !p.isEmpty()).toList();
    }

    /** What is between the first character, an opening one, and its closing one. */
    static String inner(String text) {
        return text.substring(1, skip(text, 0) - 1);
    }

    /** Where the {@code =} behind an argument's name is; -1 if the word is no {@code name=value}. */
    static int assignment(String word) {
        int equals = word.indexOf('=');
        return equals > 0 && word.substring(0, equals).matches("[A-Za-z0-9._/-]+") ? equals : -1;
    }

    /** The texts in square brackets of an expression, those in strings ({@code "$[…]"}) included, outermost only. */
    static List<String> brackets(String text) {
        List<String> found = new ArrayList<>();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '[') {
                int end = skip(text, at);
                found.add(text.substring(at + 1, end - 1));
                at = end - 1;
            } else if (c == '"') {
                int end = skip(text, at);
                String string = text.substring(at + 1, Math.max(at + 1, end - 1));
                for (int sub = string.indexOf("$["); sub >= 0; sub = string.indexOf("$[", sub + 2)) {
                    found.add(string.substring(sub + 2, skip(string, sub + 1) - 1));
                }
                at = end - 1;
            }
        }
        return found;
    }

    /** The index behind the character at {@code at}, or behind the whole group that it opens. */
    private static int skip(String text, int at) {
        char open = text.charAt(at);
        if (open == '\\') {
            return Math.min(text.length(), at + 2);
        }
        if (open == '"') {
            int end = at + 1;
            while (end < text.length() && text.charAt(end) != '"') {
                end += text.charAt(end) == '\\' ? 2 : 1;
            }
            return closed(text, end, at);
        }
        int close = "[{(".indexOf(open);
        if (close < 0) {
            return at + 1;
        }
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != "]})".charAt(close)) {
            end = skip(text, end);
        }
        return closed(text, end, at);
    }

    private static int closed(String text, int end, int begin) {
        if (end >= text.length()) {
            throw new AssertionError("not closed: " + text.substring(begin));
        }
        return end + 1;
    }
}
