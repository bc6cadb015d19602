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
    private final Tokens tokens;

    private Parser(Lexer lexer) {
        this.lexer = lexer;
        this.tokens = new Tokens(lexer);
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
        if (!parser.tokens.next().is("")) {
            throw parser.tokens.unexpected();
        }
        return script;
    }

    /** Reads what is between {@code $(} and its closing parenthesis, and takes that too. */
    static Node substitution(Lexer lexer) throws ScriptException {
        lexer.enter();
        Parser parser = new Parser(lexer);
        Node body = parser.commands(false);
        parser.tokens.expect(")");
        lexer.leave();
        return body;
    }

    /** A list that holds at least one command, as the grammar wants it inside of compound commands. */
    private Node.Sequence commands() throws ScriptException {
        return commands(true);
    }

    private Node.Sequence commands(boolean some) throws ScriptException {
        lexer.enter();
        tokens.skipLines();
        int line = tokens.next().line();
        List<Node> nodes = new ArrayList<>();
        while (some && nodes.isEmpty() || !atEnd()) {
            nodes.add(andOr());
            if (tokens.next().is("&")) {
                throw new ScriptException(tokens.next().line(), "a background command is not replayed");
            }
            if (tokens.next().is(";")) {
                tokens.take();
            } else if (!tokens.next().is("\n")) {
                break;
            }
            tokens.skipLines();
        }
        lexer.leave();
        return new Node.Sequence(line, nodes);
    }

    private boolean atEnd() throws ScriptException {
        Token token = tokens.next();
        return token.is("")
                || token.is(")")
                || token.is(";;")
                || CLOSING.stream().anyMatch(token::isReserved);
    }

    private Node andOr() throws ScriptException {
        Node first = pipeline();
        List<Node.AndOr.Link> links = new ArrayList<>();
        while (tokens.next().is("&&") || tokens.next().is("||")) {
            boolean and = tokens.take().is("&&");
            tokens.skipLines();
            links.add(new Node.AndOr.Link(and, pipeline()));
        }
        return links.isEmpty() ? first : new Node.AndOr(first, links);
    }

    private Node pipeline() throws ScriptException {
        boolean not = tokens.next().isReserved("!");
        if (not) {
            tokens.take();
        }
        List<Node> nodes = new ArrayList<>();
        nodes.add(command());
        while (tokens.next().is("|")) {
            tokens.take();
            tokens.skipLines();
            nodes.add(command());
        }
        Node node = nodes.size() == 1 ? nodes.get(0) : new Node.Pipeline(nodes);
        return not ? new Node.Not(node) : node;
    }

    private Node command() throws ScriptException {
        Token first = tokens.next();
        Node compound = compound(first);
        if (compound == null) {
            return call();
        }
        return tokens.next().isRedirection() ? skipRedirections(first) : compound;
    }

    private @Nullable Node compound(Token first) throws ScriptException {
        if (first.is("(")) {
            tokens.take();
            Node.Sequence body = commands();
            tokens.expect(")");
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
        while (tokens.next().isRedirection()) {
            redirection();
        }
        return new Node.Unsupported(first.line(), "a redirection of a compound command");
    }

    private Node braces() throws ScriptException {
        tokens.take();
        Node body = commands();
        tokens.expectWord("}");
        return body;
    }

    private Node ifNode() throws ScriptException {
        List<Node.If.Branch> branches = new ArrayList<>();
        do {
            tokens.take();
            Node condition = commands();
            tokens.expectWord("then");
            branches.add(new Node.If.Branch(condition, commands()));
        } while (tokens.next().isReserved("elif"));
        Node other = null;
        if (tokens.next().isReserved("else")) {
            tokens.take();
            other = commands();
        }
        tokens.expectWord("fi");
        return new Node.If(branches, other);
    }

    private Node forNode() throws ScriptException {
        int line = tokens.take().line();
        String name = tokens.word().bare();
        if (!NAME.matcher(name).matches()) {
            throw tokens.unexpected();
        }
        List<Word> words = null;
        if (tokens.next().is(";")) {
            tokens.take();
        }
        tokens.skipLines();
        if (tokens.next().isReserved("in")) {
            tokens.take();
            words = tokens.words();
            if (tokens.next().is(";")) {
                tokens.take();
            } else if (!tokens.next().is("\n")) {
                throw tokens.unexpected();
            }
            tokens.skipLines();
        }
        tokens.expectWord("do");
        Node body = commands();
        tokens.expectWord("done");
        return new Node.For(line, name, words, body);
    }

    private Node whileNode() throws ScriptException {
        Token first = tokens.take();
        commands();
        tokens.expectWord("do");
        commands();
        tokens.expectWord("done");
        return new Node.Unsupported(
                first.line(), "a '" + Objects.requireNonNull(first.word()).bare() + "' loop");
    }

    private Node caseNode() throws ScriptException {
        tokens.take();
        Word word = tokens.word();
        tokens.skipLines();
        tokens.expectWord("in");
        tokens.skipLines();
        List<Node.Case.Arm> arms = new ArrayList<>();
        while (!tokens.next().isReserved("esac")) {
            Node.Case.Arm arm = arm();
            arms.add(arm);
            if (tokens.next().is(";;")) {
                tokens.take();
            } else if (!tokens.next().isReserved("esac")) {
                throw tokens.unexpected();
            }
            tokens.skipLines();
        }
        tokens.take();
        return new Node.Case(word, arms);
    }

    private Node.Case.Arm arm() throws ScriptException {
        if (tokens.next().is("(")) {
            tokens.take();
        }
        List<Word> patterns = new ArrayList<>(List.of(tokens.word()));
        while (tokens.next().is("|")) {
            tokens.take();
            patterns.add(tokens.word());
        }
        tokens.expect(")");
        return new Node.Case.Arm(patterns, commands(false));
    }

    private Node call() throws ScriptException {
        Token first = tokens.next();
        List<Word> assignments = new ArrayList<>();
        List<Word> words = new ArrayList<>();
        List<Node.Redirection> redirections = new ArrayList<>();
        if (CLOSING.stream().anyMatch(first::isReserved) || first.isReserved("!") || first.isReserved("in")) {
            throw tokens.unexpected();
        }
        while (true) {
            if (tokens.next().isRedirection()) {
                redirections.add(redirection());
            } else if (tokens.next().word() != null) {
                Word word = tokens.word();
                (words.isEmpty() && word.isAssignment() ? assignments : words).add(word);
            } else {
                break;
            }
            if (tokens.next().is("(") && words.size() == 1 && assignments.isEmpty() && redirections.isEmpty()) {
                return function(words.get(0));
            }
        }
        if (assignments.isEmpty() && words.isEmpty() && redirections.isEmpty()) {
            throw tokens.unexpected();
        }
        return new Node.Call(first.line(), assignments, words, redirections);
    }

    private Node function(Word name) throws ScriptException {
        if (!NAME.matcher(name.bare()).matches()) {
            throw tokens.unexpected();
        }
        tokens.take();
        tokens.expect(")");
        tokens.skipLines();
        lexer.enter();
        Node body = command();
        lexer.leave();
        return new Node.Function(name.bare(), body);
    }

    private Node.Redirection redirection() throws ScriptException {
        Token token = tokens.take();
        Word target = token.document() == null ? tokens.word() : null;
        return new Node.Redirection(
                token.line(), Objects.requireNonNull(token.operator()), token.descriptor(), target, token.document());
    }
}
