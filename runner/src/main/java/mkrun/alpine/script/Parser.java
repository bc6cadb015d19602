package mkrun.alpine.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads tokens into commands, by the shell's grammar. */
final class Parser {
    private static final Set<String> CLOSING = Set.of("then", "else", "elif", "fi", "do", "done", "esac", "}");

    private final List<Token> tokens;
    private int at;

    private Parser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /**
     * @param firstLine number of the text's first line, for messages
     * @throws ScriptException if it is no shell script
     */
    static Node parse(String text, int firstLine) throws ScriptException {
        Parser parser = new Parser(Lexer.tokens(text, firstLine));
        Node script = parser.sequence();
        if (!parser.next().is("")) {
            throw parser.unexpected();
        }
        return script;
    }

    private Node sequence() throws ScriptException {
        List<Node> nodes = new ArrayList<>();
        skipLines();
        while (!atEndOfSequence()) {
            nodes.add(andOr());
            if (next().is("&")) {
                throw new ScriptException(next().line(), "a background command is not replayed");
            }
            if (!next().is(";") && !next().is("\n")) {
                break;
            }
            skipLines();
        }
        return new Node.Sequence(nodes);
    }

    private boolean atEndOfSequence() {
        Token token = next();
        return token.is("")
                || token.is(")")
                || token.is(";;")
                || CLOSING.stream().anyMatch(token::isReserved);
    }

    private Node andOr() throws ScriptException {
        Node left = pipeline();
        while (next().is("&&") || next().is("||")) {
            boolean and = take().is("&&");
            skipLines();
            left = new Node.AndOr(left, and, pipeline());
        }
        return left;
    }

    private Node pipeline() throws ScriptException {
        if (next().isReserved("!")) {
            take();
            return new Node.Not(pipeline());
        }
        List<Node> nodes = new ArrayList<>();
        nodes.add(command());
        while (next().is("|")) {
            take();
            skipLines();
            nodes.add(command());
        }
        return nodes.size() == 1 ? nodes.get(0) : new Node.Pipeline(nodes);
    }

    private Node command() throws ScriptException {
        Token first = next();
        Node compound = compound(first);
        if (compound == null) {
            return isFunction() ? function() : call();
        }
        return next().isRedirection() ? skipRedirections(first) : compound;
    }

    private @Nullable Node compound(Token first) throws ScriptException {
        if (first.is("(")) {
            take();
            Node body = sequence();
            expect(")");
            return new Node.Subshell(body);
        }
        if (first.word() == null) {
            return null;
        }
        return switch (first.word().bare()) {
            case "if" -> ifNode();
            case "for" -> forNode();
            case "case" -> caseNode();
            case "{" -> braces();
            case "while", "until" -> whileNode();
            default -> null;
        };
    }

    private Node skipRedirections(Token first) {
        while (next().isRedirection()) {
            at += take().is("<<") ? 0 : 1;
        }
        return new Node.Unsupported(first.line(), "a redirection of a compound command");
    }

    private Node braces() throws ScriptException {
        take();
        Node body = sequence();
        expectWord("}");
        return body;
    }

    private Node ifNode() throws ScriptException {
        take();
        Node condition = sequence();
        expectWord("then");
        Node body = sequence();
        if (next().isReserved("elif")) {
            return new Node.If(condition, body, ifNode());
        }
        Node other = null;
        if (next().isReserved("else")) {
            take();
            other = sequence();
        }
        expectWord("fi");
        return new Node.If(condition, body, other);
    }

    private Node forNode() throws ScriptException {
        take();
        String name = bareWord();
        List<Word> words = null;
        skipLines();
        if (next().isReserved("in")) {
            take();
            words = words();
            skipLines();
        }
        expectWord("do");
        Node body = sequence();
        expectWord("done");
        return new Node.For(name, words, body);
    }

    private Node whileNode() throws ScriptException {
        Token first = take();
        sequence();
        expectWord("do");
        sequence();
        expectWord("done");
        return new Node.Unsupported(
                first.line(), "a '" + Objects.requireNonNull(first.word()).bare() + "' loop");
    }

    private Node caseNode() throws ScriptException {
        take();
        Word word = word();
        skipLines();
        expectWord("in");
        skipLines();
        List<Node.Case.Arm> arms = new ArrayList<>();
        while (!next().isReserved("esac")) {
            arms.add(arm());
            skipLines();
        }
        take();
        return new Node.Case(word, arms);
    }

    private Node.Case.Arm arm() throws ScriptException {
        if (next().is("(")) {
            take();
        }
        List<Word> patterns = new ArrayList<>(List.of(word()));
        while (next().is("|")) {
            take();
            patterns.add(word());
        }
        expect(")");
        Node body = sequence();
        if (!next().isReserved("esac")) {
            expect(";;");
        }
        return new Node.Case.Arm(patterns, body);
    }

    private boolean isFunction() {
        Word word = next().word();
        return word != null
                && !word.bare().isEmpty()
                && tokens.get(at + 1).is("(")
                && tokens.get(at + 2).is(")");
    }

    private Node function() throws ScriptException {
        String name = bareWord();
        at += 2;
        skipLines();
        return new Node.Function(name, command());
    }

    private Node call() throws ScriptException {
        Token first = next();
        List<Word> assignments = new ArrayList<>();
        List<Word> words = new ArrayList<>();
        List<Node.Redirection> redirections = new ArrayList<>();
        while (true) {
            if (next().isRedirection()) {
                redirections.add(redirection());
            } else if (next().word() != null) {
                Word word = word();
                (words.isEmpty() && isAssignment(word) ? assignments : words).add(word);
            } else {
                break;
            }
        }
        if (assignments.isEmpty() && words.isEmpty() && redirections.isEmpty()) {
            throw unexpected();
        }
        return new Node.Call(first.line(), assignments, words, redirections);
    }

    private Node.Redirection redirection() throws ScriptException {
        Token token = take();
        Word target = token.is("<<") ? Objects.requireNonNull(token.word()) : word();
        return new Node.Redirection(token.line(), Objects.requireNonNull(token.operator()), token.descriptor(), target);
    }

    private static boolean isAssignment(Word word) {
        Word.Part part = word.parts().get(0);
        return part.kind() == Word.Kind.LITERAL && !part.quoted() && part.text().matches("(?s)[A-Za-z_]\\w*=.*");
    }

    private List<Word> words() throws ScriptException {
        List<Word> words = new ArrayList<>();
        while (next().word() != null && !next().isRedirection()) {
            words.add(word());
        }
        return words;
    }

    private Word word() throws ScriptException {
        Word word = next().word();
        if (word == null || next().operator() != null) {
            throw unexpected();
        }
        at++;
        return word;
    }

    private String bareWord() throws ScriptException {
        String text = word().bare();
        if (text.isEmpty()) {
            at--;
            throw unexpected();
        }
        return text;
    }

    private void expect(String operator) throws ScriptException {
        if (!next().is(operator)) {
            throw unexpected();
        }
        at++;
    }

    private void expectWord(String reserved) throws ScriptException {
        if (!next().isReserved(reserved)) {
            throw unexpected();
        }
        at++;
    }

    private void skipLines() {
        while (next().is("\n") || next().is(";")) {
            at++;
        }
    }

    private Token next() {
        return tokens.get(Math.min(at, tokens.size() - 1));
    }

    private Token take() {
        return tokens.get(at++);
    }

    private ScriptException unexpected() {
        Token token = next();
        String seen = token.word() != null
                ? "'" + token.word().parts().get(0).text() + "'"
                : "\n".equals(token.operator())
                        ? "the end of the line"
                        : token.is("") ? "the end of the script" : "'" + token.operator() + "'";
        return new ScriptException(token.line(), "unexpected " + seen);
    }
}
