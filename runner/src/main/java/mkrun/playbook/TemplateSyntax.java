package mkrun.playbook;

/**
 * Turns a template into a script that emits its text. Line {@code n} of the script is line {@code n} of the template, so
 * that problems have their places.
 */
final class TemplateSyntax {
    private final SourceText source;
    private final String text;
    private final StringBuilder script = new StringBuilder();
    private final StringBuilder literal = new StringBuilder();
    private int at;

    private TemplateSyntax(SourceText source) {
        this.source = source;
        this.text = source.text();
    }

    /**
     * The script.
     *
     * @throws LoadProblem for an expression or code that does not end
     */
    static String script(SourceText source) {
        return new TemplateSyntax(source).convert();
    }

    private String convert() {
        while (at < text.length()) {
            if (text.startsWith("\\${", at) || text.startsWith("\\<%", at)) {
                literal.append(text, at + 1, at + 3);
                at += 3;
            } else if (text.startsWith("${", at)) {
                expression(2, closingBrace(at + 2), 1);
            } else if (text.startsWith("<%=", at)) {
                expression(3, closing("%>", at), 2);
            } else if (text.startsWith("<%", at)) {
                code(closing("%>", at));
            } else {
                literal(text.charAt(at++));
            }
        }
        flush();
        return script.toString();
    }

    private void literal(char c) {
        literal.append(c);
        if (c == '\n') {
            flush();
            script.append('\n');
        }
    }

    private void flush() {
        if (literal.length() > 0) {
            script.append("emit '").append(escaped(literal)).append("';");
            literal.setLength(0);
        }
    }

    private static String escaped(CharSequence literal) {
        return literal.toString()
                .replace("\\", "\\\\")
                .replace("'", "\\'")
                .replace("\r", "\\r")
                .replace("\n", "\\n");
    }

    private void expression(int opening, int end, int closing) {
        flush();
        script.append("emit(").append(text, at + opening, end).append(");");
        at = end + closing;
    }

    /** Code that stands on lines of its own leaves no empty line behind. */
    private void code(int end) {
        String before = literal.toString();
        boolean startsLine = before.isBlank() && (script.length() == 0 || script.charAt(script.length() - 1) == '\n');
        int next = end + 2;
        boolean endsLine = next >= text.length() || text.charAt(next) == '\n';
        if (startsLine && endsLine) {
            literal.setLength(0);
        }
        flush();
        script.append(text, at + 2, end).append(';');
        at = next;
        if (startsLine && endsLine && at < text.length()) {
            script.append('\n');
            at++;
        }
    }

    private int closing(String mark, int from) {
        int end = text.indexOf(mark, from);
        if (end < 0) {
            throw unended(from);
        }
        return end;
    }

    /** The brace that ends an expression; braces and quotes inside it are skipped. */
    private int closingBrace(int from) {
        int depth = 0;
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                i += c == '\\' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && depth-- == 0) {
                return i;
            }
        }
        throw unended(from);
    }

    private LoadProblem unended(int from) {
        int line = (int) text.substring(0, from).chars().filter(c -> c == '\n').count() + 1;
        return new LoadProblem(source.position(line, 0), "the template's expression does not end", "", "");
    }
}
