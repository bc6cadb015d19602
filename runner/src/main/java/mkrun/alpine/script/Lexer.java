package mkrun.alpine.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a script into tokens, one at a time: what is inside {@code $( … )} is read by a parser of its own in between. */
final class Lexer {
    private static final int MAX_NESTING = 50;
    private static final List<String> OPERATORS =
            List.of("<<-", "&&", "||", ";;", ">>", "<<", ">&", "<&", "<>", ">|", "<", ">", "|", "&", ";", "(", ")");

    private final Cursor cursor;
    private final WordReader words;
    private final Deque<HereDocument> pending = new ArrayDeque<>();
    private int nesting;

    /**
     * @param outer the lexer of the text that this one is part of, or null
     */
    Lexer(Cursor cursor, @Nullable Lexer outer) {
        this.cursor = cursor;
        this.words = new WordReader(cursor, this);
        this.nesting = outer == null ? 0 : outer.nesting;
    }

    /** Enters something that may hold more of itself; {@link #leave} comes back from it. */
    void enter() throws ScriptException {
        if (++nesting > MAX_NESTING) {
            throw cursor.error("commands nested deeper than " + MAX_NESTING + " are not replayed");
        }
    }

    void leave() {
        nesting--;
    }

    /** The next token; at the end of the script the empty operator, again and again. */
    Token next() throws ScriptException {
        skipBlanks();
        int line = cursor.line();
        if (cursor.atEnd()) {
            if (!pending.isEmpty()) {
                readDocuments();
            }
            return Token.operator(line, "");
        }
        if (cursor.takeIf("\n")) {
            readDocuments();
            return Token.operator(line, "\n");
        }
        if (WordReader.META.indexOf(cursor.peek()) >= 0) {
            return operator(line, -1);
        }
        int digits = 0;
        while (isDigit(cursor.peek(digits))) {
            digits++;
        }
        if (digits > 0 && "<>".indexOf(cursor.peek(digits)) >= 0) {
            if (digits > 1) {
                throw cursor.error("a redirection of a descriptor above 9 is not replayed");
            }
            return operator(line, cursor.take() - '0');
        }
        return Token.word(words.word());
    }

    /** All of the text as a here-document. */
    Word document() throws ScriptException {
        return words.document();
    }

    private void skipBlanks() {
        while (true) {
            if (cursor.peek() == ' ' || cursor.peek() == '\t') {
                cursor.take();
            } else if (cursor.peek() == '#') {
                while (!cursor.atEnd() && cursor.peek() != '\n') {
                    cursor.take();
                }
            } else if (!cursor.takeIf("\\\n")) {
                return;
            }
        }
    }

    private Token operator(int line, int descriptor) throws ScriptException {
        String operator = OPERATORS.stream().filter(cursor::takeIf).findFirst().orElseThrow();
        if (!operator.startsWith("<<")) {
            return new Token(line, operator, null, null, descriptor);
        }
        skipBlanks();
        int mark = cursor.mark();
        Word end = words.word();
        String source = cursor.since(mark);
        if (end.parts().isEmpty() || source.contains("$") || source.contains("`")) {
            throw cursor.error("unexpected end of a here-document: " + source);
        }
        boolean literal = end.parts().stream().anyMatch(Part::quoted);
        HereDocument document = new HereDocument(end, literal, operator.equals("<<-"));
        pending.add(document);
        return new Token(line, "<<", null, document, descriptor);
    }

    private void readDocuments() throws ScriptException {
        while (!pending.isEmpty()) {
            pending.remove().read(cursor, this);
        }
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
