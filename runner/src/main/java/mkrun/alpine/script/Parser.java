package mkrun.alpine.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads tokens into commands, by the shell's grammar (POSIX, Shell Command Language, 2.10). */
final class Parser {
    private static final Set<String> CLOSING = Set.of("then", "else", "elif", "fi", "do", "done", "esac", "}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Lexer lexer;
    private @Nullable Token next;

    private Parser(Lexer lexer) {
        this.lexer = lexer;
    }

    /**
     * Reads a whole script.
     *
     * @param firstLine number of the text's first line, for messages
     * @throws ScriptException if it is no shell script
     */
    static Node parse(String text, int firstLine) throws ScriptException {
        Cursor cursor = new Cursor(text, firstLine);
        if (text.indexOf('\0') >= 0) {
            throw cursor.error("the script holds a NUL byte");
        }
        return parse(new Lexer(cursor, null));
    }

    /** Reads all that a lexer gives. */
    static Node parse(Lexer lexer) throws ScriptException {
        Parser parser = new Parser(lexer);
        Node script = parser.commands(false);
        if (!parser.next().is("")) {
            throw parser.unexpected();
        }
        return script;
    }

    /** Reads what is between {@code $(} and its closing parenthesis, and takes that too. */
    static Node substitution(Lexer lexer) throws ScriptException {
        lexer.enter();
        Parser parser = new Parser(lexer);
        Node body = parser.commands(false);
        parser.expect(")");
        lexer.leave();
        return body;
    }

    /** A list that holds at least one command, as the grammar wants it inside of compound commands. */
    private Node.Sequence commands() throws ScriptException {
        return commands(true);
    }

    private Node.Sequence commands(boolean some) throws ScriptException {
        lexer.enter();
        skipLines();
        int line = next().line();
        List<Node> nodes = new ArrayList<>();
        while (some && nodes.isEmpty() || !atEnd()) {
            nodes.add(andOr());
            if (next().is("&")) {
                throw new ScriptException(next().line(), "a background command is not replayed");
            }
            if (next().is(";")) {
                take();
            } else if (!next().is("\n")) {
                break;
            }
            skipLines();
        }
        lexer.leave();
        return new Node.Sequence(line, nodes);
    }

    private boolean atEnd() throws ScriptException {
        Token token = next();
        return token.is("")
                || token.is(")")
                || token.is(";;")
                || CLOSING.stream().anyMatch(token::isReserved);
    }

    private Node andOr() throws ScriptException {
        Node first = pipeline();
        List<Node.AndOr.Link> links = new ArrayList<>();
        while (next().is("&&") || next().is("||")) {
            boolean and = take().is("&&");
            skipLines();
            links.add(new Node.AndOr.Link(and, pipeline()));
        }
        return links.isEmpty() ? first : new Node.AndOr(first, links);
    }

    private Node pipeline() throws ScriptException {
        boolean not = next().isReserved("!");
        if (not) {
            take();
        }
        List<Node> nodes = new ArrayList<>();
        nodes.add(command());
        while (next().is("|")) {
            take();
            skipLines();
            nodes.add(command());
        }
        Node node = nodes.size() == 1 ? nodes.get(0) : new Node.Pipeline(nodes);
        return not ? new Node.Not(node) : node;
    }

    private Node command() throws ScriptException {
        Token first = next();
        Node compound = compound(first);
        if (compound == null) {
            return call();
        }
        return next().isRedirection() ? skipRedirections(first) : compound;
    }

    private @Nullable Node compound(Token first) throws ScriptException {
        if (first.is("(")) {
            take();
            Node.Sequence body = commands();
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

    private Node skipRedirections(Token first) throws ScriptException {
        while (next().isRedirection()) {
            redirection();
        }
        return new Node.Unsupported(first.line(), "a redirection of a compound command");
    }

    private Node braces() throws ScriptException {
        take();
        Node body = commands();
        expectWord("}");
        return body;
    }

    private Node ifNode() throws ScriptException {
        List<Node.If.Branch> branches = new ArrayList<>();
        do {
            take();
            Node condition = commands();
            expectWord("then");
            branches.add(new Node.If.Branch(condition, commands()));
        } while (next().isReserved("elif"));
        Node other = null;
        if (next().isReserved("else")) {
            take();
            other = commands();
        }
        expectWord("fi");
        return new Node.If(branches, other);
    }

    private Node forNode() throws ScriptException {
        int line = take().line();
        String name = word().bare();
        if (!NAME.matcher(name).matches()) {
            throw unexpected();
        }
        List<Word> words = null;
        if (next().is(";")) {
            take();
        }
        skipLines();
        if (next().isReserved("in")) {
            take();
            words = words();
            if (next().is(";")) {
                take();
            } else if (!next().is("\n")) {
                throw unexpected();
            }
            skipLines();
        }
        expectWord("do");
        Node body = commands();
        expectWord("done");
        return new Node.For(line, name, words, body);
    }

    private Node whileNode() throws ScriptException {
        Token first = take();
        commands();
        expectWord("do");
        commands();
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
            Node.Case.Arm arm = arm();
            arms.add(arm);
            if (next().is(";;")) {
                take();
            } else if (!next().isReserved("esac")) {
                throw unexpected();
            }
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
        return new Node.Case.Arm(patterns, commands(false));
    }

    private Node call() throws ScriptException {
        Token first = next();
        List<Word> assignments = new ArrayList<>();
        List<Word> words = new ArrayList<>();
        List<Node.Redirection> redirections = new ArrayList<>();
        if (CLOSING.stream().anyMatch(first::isReserved) || first.isReserved("!") || first.isReserved("in")) {
            throw unexpected();
        }
        while (true) {
            if (next().isRedirection()) {
                redirections.add(redirection());
            } else if (next().word() != null) {
                Word word = word();
                (words.isEmpty() && word.isAssignment() ? assignments : words).add(word);
            } else {
                break;
            }
            if (next().is("(") && words.size() == 1 && assignments.isEmpty() && redirections.isEmpty()) {
                return function(words.get(0));
            }
        }
        if (assignments.isEmpty() && words.isEmpty() && redirections.isEmpty()) {
            throw unexpected();
        }
        return new Node.Call(first.line(), assignments, words, redirections);
    }

    private Node function(Word name) throws ScriptException {
        if (!NAME.matcher(name.bare()).matches()) {
            throw unexpected();
        }
        take();
        expect(")");
        skipLines();
        lexer.enter();
        Node body = command();
        lexer.leave();
        return new Node.Function(name.bare(), body);
    }

    private Node.Redirection redirection() throws ScriptException {
        Token token = take();
        Word target = token.document() == null ? word() : null;
        return new Node.Redirection(
                token.line(), Objects.requireNonNull(token.operator()), token.descriptor(), target, token.document());
    }

    private List<Word> words() throws ScriptException {
        List<Word> words = new ArrayList<>();
        while (next().word() != null) {
            words.add(word());
        }
        return words;
    }

    private Word word() throws ScriptException {
        Word word = next().word();
        if (word == null) {
            throw unexpected();
        }
        take();
        return word;
    }

    private void expect(String operator) throws ScriptException {
        if (!next().is(operator)) {
            throw unexpected();
        }
        take();
    }

    private void expectWord(String reserved) throws ScriptException {
        if (!next().isReserved(reserved)) {
            throw unexpected();
        }
        take();
    }

    private void skipLines() throws ScriptException {
        while (next().is("\n")) {
            take();
        }
    }

    private Token next() throws ScriptException {
        if (next == null) {
            next = lexer.next();
        }
        return next;
    }

    private Token take() throws ScriptException {
        Token token = next();
        next = null;
        return token;
    }

    private ScriptException unexpected() throws ScriptException {
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
