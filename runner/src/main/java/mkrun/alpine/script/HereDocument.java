package mkrun.alpine.script;

import java.util.List;

/** The text after {@code <<}, which comes only after the end of the line. */
final class HereDocument {
    private final String end;
    private final boolean literal;
    private final boolean stripsTabs;
    private Word body;

    /**
     * @param end the line that ends it
     * @param literal whether nothing in it is expanded
     * @param stripsTabs whether tabs at the beginning of its lines are left out
     */
    HereDocument(Word end, boolean literal, boolean stripsTabs) {
        this.end = end.literalText();
        this.literal = literal;
        this.stripsTabs = stripsTabs;
        this.body = new Word(end.line(), List.of());
    }

    Word body() {
        return body;
    }

    /**
     * Reads it from where the cursor is.
     *
     * @param lexer that of the script
     */
    void read(Cursor cursor, Lexer lexer) throws ScriptException {
        int first = cursor.line();
        StringBuilder text = new StringBuilder();
        for (String next = line(cursor); !next.equals(end); next = line(cursor)) {
            text.append(next).append('\n');
        }
        body = literal
                ? new Word(first, List.of(new Part.Literal(text.toString(), true)))
                : new Lexer(new Cursor(text.toString(), first), lexer).document();
    }

    private String line(Cursor cursor) throws ScriptException {
        if (cursor.atEnd()) {
            throw cursor.error("the text up to '" + end + "' has no end");
        }
        String line = cursor.takeLine();
        return stripsTabs ? line.replaceFirst("^\t+", "") : line;
    }
}
