package mkrun.alpine.script;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import mkrun.alpine.script.Word.Kind;
import mkrun.alpine.script.Word.Part;

/** Cuts a script into tokens. */
final class Lexer {
    private static final String META = " \t\n;&|<>()";
    private static final List<String> OPERATORS =
            List.of("<<-", "&&", "||", ";;", ">>", "<<", ">&", "<&", "<", ">", "|", "&", ";", "(", ")");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<HereDocument> pending = new ArrayDeque<>();
    private int at;
    private int line;

    /** A here-document whose text comes after the end of the line; {@code index} is the token it belongs to. */
    private record HereDocument(int index, String end, boolean literal, boolean stripTabs) {}

    private Lexer(String text, int firstLine) {
        this.text = text;
        this.line = firstLine;
    }

    /**
     * @param firstLine number of the text's first line, for messages
     */
    static List<Token> tokens(String text, int firstLine) throws ScriptException {
        Lexer lexer = new Lexer(text, firstLine);
        while (lexer.at < text.length()) {
            lexer.step();
        }
        lexer.tokens.add(new Token(lexer.line, "", null, -1));
        return lexer.tokens;
    }

    private void step() throws ScriptException {
        char c = text.charAt(at);
        if (c == ' ' || c == '\t') {
            at++;
        } else if (c == '\\' && text.startsWith("\\\n", at)) {
            at += 2;
            line++;
        } else if (c == '#') {
            at = lineEnd();
        } else if (c == '\n') {
            tokens.add(new Token(line++, "\n", null, -1));
            at++;
            readHereDocuments();
        } else if (META.indexOf(c) >= 0) {
            operator(-1);
        } else if (Character.isDigit(c) && at + 1 < text.length() && "<>".indexOf(text.charAt(at + 1)) >= 0) {
            at++;
            operator(c - '0');
        } else {
            tokens.add(new Token(line, null, word(), -1));
        }
    }

    private void operator(int descriptor) throws ScriptException {
        String op = OPERATORS.stream()
                .filter(o -> text.startsWith(o, at))
                .findFirst()
                .orElseThrow();
        at += op.length();
        int begin = line;
        if (!op.startsWith("<<")) {
            tokens.add(new Token(begin, op, null, descriptor));
            return;
        }
        while (at < text.length() && " \t".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        Word end = word();
        StringBuilder name = new StringBuilder();
        end.parts().forEach(p -> name.append(p.text()));
        boolean literal = end.parts().stream().anyMatch(Part::quoted);
        pending.add(new HereDocument(tokens.size(), name.toString(), literal, op.equals("<<-")));
        tokens.add(new Token(begin, "<<", end, descriptor));
    }

    private void readHereDocuments() throws ScriptException {
        while (!pending.isEmpty()) {
            HereDocument here = pending.poll();
            Token token = tokens.get(here.index());
            StringBuilder body = new StringBuilder();
            int first = line;
            String next = takeLine(here);
            while (!next.equals(here.end())) {
                body.append(next).append('\n');
                next = takeLine(here);
            }
            Word word = here.literal()
                    ? new Word(first, List.of(new Part(Kind.LITERAL, body.toString(), true)))
                    : new Lexer(body.toString(), first).quoted();
            tokens.set(here.index(), new Token(token.line(), "<<", word, token.descriptor()));
        }
    }

    private String takeLine(HereDocument here) throws ScriptException {
        if (at >= text.length()) {
            throw new ScriptException(line, "the text up to '" + here.end() + "' has no end");
        }
        int end = lineEnd();
        String taken = text.substring(at, end);
        at = Math.min(end + 1, text.length());
        line++;
        return here.stripTabs() ? taken.replaceFirst("^\t+", "") : taken;
    }

    private Word word() throws ScriptException {
        int begin = line;
        List<Part> parts = new ArrayList<>();
        if (at < text.length() && text.charAt(at) == '~') {
            parts.add(new Part(Kind.UNSUPPORTED, "~", false));
            at++;
        }
        while (at < text.length() && META.indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at);
            if (c == '\'') {
                String literal = until("'", at + 1);
                parts.add(new Part(Kind.LITERAL, literal, true));
            } else if (c == '"') {
                at++;
                doubleQuoted(parts, '"');
            } else if (c == '$' || c == '`') {
                dollar(parts, false);
            } else if (c == '\\') {
                backslash(parts);
            } else {
                bare(parts);
            }
        }
        return new Word(begin, parts);
    }

    /** All of the text as if between double quotes. */
    private Word quoted() throws ScriptException {
        int begin = line;
        List<Part> parts = new ArrayList<>();
        doubleQuoted(parts, '\0');
        return new Word(begin, parts);
    }

    private void bare(List<Part> parts) {
        int begin = at;
        while (at < text.length() && META.indexOf(text.charAt(at)) < 0 && "'\"$`\\".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        parts.add(new Part(Kind.LITERAL, text.substring(begin, at), false));
    }

    private void backslash(List<Part> parts) {
        if (text.startsWith("\\\n", at)) {
            line++;
        } else if (at + 1 < text.length()) {
            parts.add(new Part(Kind.LITERAL, text.substring(at + 1, at + 2), true));
        }
        at = Math.min(at + 2, text.length());
    }

    private void doubleQuoted(List<Part> parts, char end) throws ScriptException {
        StringBuilder literal = new StringBuilder();
        int before = parts.size();
        while (end == '\0' ? at < text.length() : charAt(at) != end) {
            char c = text.charAt(at);
            if (c == '$' || c == '`') {
                if (literal.length() > 0) {
                    parts.add(new Part(Kind.LITERAL, literal.toString(), true));
                    literal.setLength(0);
                }
                dollar(parts, true);
                continue;
            }
            if (c == '\\' && at + 1 < text.length() && "$`\"\\\n".indexOf(text.charAt(at + 1)) >= 0) {
                c = text.charAt(++at);
                if (c == '\n') {
                    line++;
                    at++;
                    continue;
                }
            }
            line += c == '\n' ? 1 : 0;
            literal.append(c);
            at++;
        }
        at += end == '\0' ? 0 : 1;
        if (literal.length() > 0 || parts.size() == before) {
            parts.add(new Part(Kind.LITERAL, literal.toString(), true));
        }
    }

    private void dollar(List<Part> parts, boolean quoted) throws ScriptException {
        if (text.charAt(at) == '`') {
            parts.add(new Part(Kind.COMMANDS, until("`", at + 1), quoted));
        } else if (text.startsWith("$((", at)) {
            parts.add(new Part(Kind.UNSUPPORTED, "$((" + until("))", at + 3) + "))", quoted));
        } else if (text.startsWith("$(", at)) {
            parts.add(new Part(Kind.COMMANDS, nested(), quoted));
        } else if (text.startsWith("${", at)) {
            parts.add(new Part(Kind.PARAMETER, until("}", at + 2), quoted));
        } else {
            int end = at + 1;
            while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
                end++;
                if (end == at + 2 && Character.isDigit(text.charAt(at + 1))) {
                    break;
                }
            }
            if (end == at + 1 && end < text.length() && "@*#?".indexOf(text.charAt(end)) >= 0) {
                end++;
            }
            String name = text.substring(at + 1, end);
            parts.add(new Part(name.isEmpty() ? Kind.LITERAL : Kind.PARAMETER, name.isEmpty() ? "$" : name, quoted));
            at = end;
        }
    }

    /** The text of {@code $( … )}, parentheses inside it counted and quotes respected. */
    private String nested() throws ScriptException {
        int begin = at + 2;
        int depth = 1;
        at = begin;
        while (depth > 0) {
            char c = charAt(at);
            if (c == '\'') {
                until("'", at + 1);
                continue;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            at += c == '\\' ? 2 : 1;
        }
        return text.substring(begin, at - 1);
    }

    /** The text from {@code begin} up to the end mark; goes on behind the mark. */
    private String until(String mark, int begin) throws ScriptException {
        int end = text.indexOf(mark, begin);
        if (end < 0) {
            throw new ScriptException(line, "no closing " + mark);
        }
        String taken = text.substring(begin, end);
        line += (int) taken.chars().filter(c -> c == '\n').count();
        at = end + mark.length();
        return taken;
    }

    private char charAt(int index) throws ScriptException {
        if (index >= text.length()) {
            throw new ScriptException(line, "the quoted text has no end");
        }
        return text.charAt(index);
    }

    private int lineEnd() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }
}
