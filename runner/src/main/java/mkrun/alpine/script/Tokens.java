package mkrun.alpine.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tokens of a script, one ahead of those that are taken. */
final class Tokens {
    private final Lexer lexer;
    private @Nullable Token next;

    Tokens(Lexer lexer) {
        this.lexer = lexer;
    }

    /** Takes words as long as there are some. */
    List<Word> words() throws ScriptException {
        List<Word> words = new ArrayList<>();
        while (next().word() != null) {
            words.add(word());
        }
        return words;
    }

    /** Takes a word, which must come. */
    Word word() throws ScriptException {
        Word word = next().word();
        if (word == null) {
            throw unexpected();
        }
        take();
        return word;
    }

    /** Takes an operator, which must come. */
    void expect(String operator) throws ScriptException {
        if (!next().is(operator)) {
            throw unexpected();
        }
        take();
    }

    /** Takes a reserved word, which must come. */
    void expectWord(String reserved) throws ScriptException {
        if (!next().isReserved(reserved)) {
            throw unexpected();
        }
        take();
    }

    /** Takes ends of lines. */
    void skipLines() throws ScriptException {
        while (next().is("\n")) {
            take();
        }
    }

    /** The token that comes; the same until it is taken. */
    Token next() throws ScriptException {
        if (next == null) {
            next = lexer.next();
        }
        return next;
    }

    /** Takes the token that comes. */
    Token take() throws ScriptException {
        Token token = next();
        next = null;
        return token;
    }

    /** What is said where the token that comes may not. */
    ScriptException unexpected() throws ScriptException {
        Token token = next();
        String operator = token.operator();
        String seen;
        if (operator == null) {
            seen = "'" + Objects.requireNonNull(token.word()).literalText() + "'";
        } else if (operator.equals("\n")) {
            seen = "the end of the line";
        } else {
            seen = operator.isEmpty() ? "the end of the script" : "'" + operator + "'";
        }
        return new ScriptException(token.line(), "unexpected " + seen);
    }
}
