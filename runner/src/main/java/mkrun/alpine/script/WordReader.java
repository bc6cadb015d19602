package mkrun.alpine.script;

import java.util.ArrayList;
import java.util.List;

/** Reads words: quotes, {@code $name}, <code>${name…}</code>, {@code $(commands)} and what the reader only knows by sight. */
final class WordReader {
    /** What ends a word unless it is quoted. */
    static final String META = " \t\n;&|<>()";

    private static final String SPECIAL_PARAMETERS = "@*#?";
    private static final List<String> OPERATORS = List.of(":-", ":+", "-", "+", "##", "#", "%%", "%");
    private static final String NO_OPERAND = "";

    private final Cursor cursor;
    private final Lexer lexer;

    WordReader(Cursor cursor, Lexer lexer) {
        this.cursor = cursor;
        this.lexer = lexer;
    }

    /** The word that begins here; empty if there is none. */
    Word word() throws ScriptException {
        int line = cursor.line();
        List<Part> parts = new ArrayList<>();
        if (cursor.peek() == '~') {
            parts.add(new Part.Unsupported("" + cursor.take(), false));
        }
        while (!cursor.atEnd() && META.indexOf(cursor.peek()) < 0) {
            unquoted(parts, META);
        }
        return new Word(line, parts);
    }

    /** All of the text, as the body of a here-document: as if between double quotes, which themselves mean nothing. */
    Word document() throws ScriptException {
        int line = cursor.line();
        List<Part> parts = new ArrayList<>();
        doubleQuoted(parts, '\0');
        return new Word(line, parts);
    }

    /** One part outside double quotes; bare text goes on to one of {@code ends}. */
    private void unquoted(List<Part> parts, String ends) throws ScriptException {
        switch (cursor.peek()) {
            case '\'' -> {
                cursor.take();
                parts.add(new Part.Literal(cursor.takeUntil("'"), true));
            }
            case '"' -> {
                cursor.take();
                doubleQuoted(parts, '"');
            }
            case '$', '`' -> dollar(parts, false);
            case '\\' -> backslash(parts);
            default -> bare(parts, ends);
        }
    }

    private void bare(List<Part> parts, String ends) {
        int mark = cursor.mark();
        while (!cursor.atEnd() && ends.indexOf(cursor.peek()) < 0 && "'\"$`\\".indexOf(cursor.peek()) < 0) {
            cursor.take();
        }
        String text = cursor.since(mark);
        boolean home = text.contains("=~") || text.contains(":~");
        parts.add(home ? new Part.Unsupported(text, false) : new Part.Literal(text, false));
    }

    private void backslash(List<Part> parts) {
        if (cursor.takeIf("\\\n")) {
            return;
        }
        cursor.take();
        parts.add(new Part.Literal(cursor.atEnd() ? "\\" : "" + cursor.take(), true));
    }

    /**
     * @param end what ends it: a double quote, a brace for what is inside <code>"${x:-…}"</code>, NUL for the end of the text
     */
    private void doubleQuoted(List<Part> parts, char end) throws ScriptException {
        String escapable = end == '"' ? "$`\"\\" : end == '}' ? "$`\\}" : "$`\\";
        StringBuilder literal = new StringBuilder();
        int before = parts.size();
        while (end == '\0' ? !cursor.atEnd() : cursor.peek() != end) {
            if (cursor.atEnd()) {
                throw cursor.error("the quoted text has no end");
            }
            char c = cursor.peek();
            if (c == '$' || c == '`' || c == '"' && end == '}') {
                addLiteral(parts, literal);
                if (c == '"') {
                    cursor.take();
                    parts.add(new Part.Unsupported("a quote inside \"${…}\"", true));
                } else {
                    dollar(parts, true);
                }
            } else if (!cursor.takeIf("\\\n")) {
                if (c == '\\' && escapable.indexOf(cursor.peek(1)) >= 0 && cursor.peek(1) != '\0') {
                    cursor.take();
                }
                literal.append(cursor.take());
            }
        }
        if (end != '\0') {
            cursor.take();
        }
        if (literal.length() > 0 || parts.size() == before) {
            parts.add(new Part.Literal(literal.toString(), true));
        }
    }

    private static void addLiteral(List<Part> parts, StringBuilder literal) {
        if (literal.length() > 0) {
            parts.add(new Part.Literal(literal.toString(), true));
            literal.setLength(0);
        }
    }

    private void dollar(List<Part> parts, boolean quoted) throws ScriptException {
        if (cursor.takeIf("`")) {
            parts.add(backquoted(quoted));
        } else if (cursor.sees("$((")) {
            parts.add(arithmetic(quoted));
        } else if (cursor.takeIf("$(")) {
            parts.add(new Part.Commands(Parser.substitution(lexer), quoted));
        } else if (cursor.sees("${")) {
            lexer.enter();
            parts.add(braces(quoted));
            lexer.leave();
        } else {
            cursor.take();
            parts.add(parameter(quoted));
        }
    }

    private Part parameter(boolean quoted) {
        String name = name();
        if (!name.isEmpty()) {
            return new Part.Parameter(name, NO_OPERAND, nothing(), quoted);
        }
        if ("$!-".indexOf(cursor.peek()) >= 0) {
            return new Part.Unsupported("$" + cursor.take(), quoted);
        }
        return new Part.Literal("$", quoted);
    }

    /** A variable, one digit, or a special parameter; empty if none begins here. */
    private String name() {
        int mark = cursor.mark();
        if (Lexer.isDigit(cursor.peek()) || !cursor.atEnd() && SPECIAL_PARAMETERS.indexOf(cursor.peek()) >= 0) {
            return "" + cursor.take();
        }
        while (isNameCharacter(cursor.peek())) {
            cursor.take();
        }
        return cursor.since(mark);
    }

    private static boolean isNameCharacter(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '_');
    }

    private Part braces(boolean quoted) throws ScriptException {
        int mark = cursor.mark();
        cursor.takeIf("${");
        boolean length = cursor.peek() == '#' && isNameCharacter(cursor.peek(1));
        if (length) {
            cursor.take();
        }
        StringBuilder name = new StringBuilder(name());
        while (Lexer.isDigit(name.length() == 0 ? ' ' : name.charAt(0)) && Lexer.isDigit(cursor.peek())) {
            name.append(cursor.take());
        }
        if (length && cursor.takeIf("}")) {
            return new Part.Length(name.toString(), quoted);
        }
        String operator = OPERATORS.stream().filter(cursor::takeIf).findFirst().orElse(NO_OPERAND);
        boolean list = name.length() == 1 && "@*#".contains(name);
        boolean plain = operator.isEmpty() && cursor.takeIf("}");
        if (name.toString().equals("#") && !plain) {
            throw cursor.error("${#" + operator + "…} is no expansion");
        }
        if (length || name.length() == 0 || !plain && (operator.isEmpty() || list)) {
            return unsupportedBraces(mark, quoted);
        }
        Word operand = plain ? nothing() : operand(quoted && OPERATORS.indexOf(operator) < 4);
        return new Part.Parameter(name.toString(), operator, operand, quoted);
    }

    private Part unsupportedBraces(int mark, boolean quoted) throws ScriptException {
        operand(false);
        return new Part.Unsupported(cursor.since(mark), quoted);
    }

    /** The word up to the closing brace, and the brace. */
    private Word operand(boolean quoted) throws ScriptException {
        int line = cursor.line();
        List<Part> parts = new ArrayList<>();
        if (quoted) {
            doubleQuoted(parts, '}');
            return new Word(line, parts);
        }
        if (cursor.peek() == '~') {
            parts.add(new Part.Unsupported("" + cursor.take(), false));
        }
        while (!cursor.takeIf("}")) {
            if (cursor.atEnd()) {
                throw cursor.error("no closing }");
            }
            unquoted(parts, "}");
        }
        return new Word(line, parts);
    }

    private Word nothing() {
        return new Word(cursor.line(), List.of());
    }

    private Part backquoted(boolean quoted) throws ScriptException {
        int line = cursor.line();
        StringBuilder commands = new StringBuilder();
        String escapable = quoted ? "$`\\\"" : "$`\\";
        while (cursor.peek() != '`') {
            if (cursor.atEnd()) {
                throw cursor.error("no closing `");
            }
            if (cursor.peek() == '\\' && cursor.peek(1) != '\0' && escapable.indexOf(cursor.peek(1)) >= 0) {
                cursor.take();
            }
            commands.append(cursor.take());
        }
        cursor.take();
        lexer.enter();
        Node body = Parser.parse(new Lexer(new Cursor(commands.toString(), line), lexer));
        lexer.leave();
        return new Part.Commands(body, quoted);
    }

    private Part arithmetic(boolean quoted) throws ScriptException {
        int mark = cursor.mark();
        cursor.takeIf("$((");
        int open = 2;
        while (open > 0) {
            if (cursor.atEnd()) {
                throw cursor.error("no closing ))");
            }
            char c = cursor.take();
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        String text = cursor.since(mark);
        if (!text.endsWith("))")) {
            throw cursor.error("no closing ))");
        }
        return new Part.Unsupported(text, quoted);
    }
}
