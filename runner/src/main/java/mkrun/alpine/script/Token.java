package mkrun.alpine.script;

import org.jspecify.annotations.Nullable;

/**
 * A word or an operator of a script.
 *
 * @param line where it begins, from 1
 * @param operator {@code ;}, {@code &&}, {@code >>}, a line end as {@code \n}, the end of the script as an empty string;
 *     null for a word
 * @param word the word, null for an operator
 * @param document what follows {@code <<}, else null
 * @param descriptor the number before a redirection, -1 if there is none
 */
record Token(
        int line,
        @Nullable String operator,
        @Nullable Word word,
        @Nullable HereDocument document,
        int descriptor) {
    static Token word(Word word) {
        return new Token(word.line(), null, word, null, -1);
    }

    static Token operator(int line, String operator) {
        return new Token(line, operator, null, null, -1);
    }

    boolean is(String text) {
        return text.equals(operator);
    }

    /** Whether it is this reserved word. */
    boolean isReserved(String text) {
        return word != null && word.bare().equals(text);
    }

    boolean isRedirection() {
        return operator != null && (operator.contains("<") || operator.contains(">"));
    }
}
