package mkrun.alpine.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mkrun.alpine.script.Word.Kind;
import mkrun.alpine.script.Word.Part;

/** Runs a script's commands: expansion, functions, redirections; what is called comes from {@link Programs}. */
final class Shell {
    private static final int MAX_DEPTH = 50;

    private final Programs programs;
    private final Parameters parameters;
    private final Map<String, Node> functions = new HashMap<>();
    private boolean exitOnError;
    private int conditions;
    private int substituted;
    private int depth;

    /**
     * @param arguments what the script is called with
     */
    Shell(Programs programs, List<String> arguments) {
        this.programs = programs;
        this.parameters = new Parameters(arguments);
    }

    /** Runs a script; its exit status. */
    int run(Node script, Io io) throws ScriptException {
        try {
            return script.run(this, io);
        } catch (Leave leave) {
            return leave.status();
        }
    }

    Parameters parameters() {
        return parameters;
    }

    List<String> arguments() {
        return parameters.arguments();
    }

    void assign(String name, String value) {
        parameters.assign(name, value);
    }

    void define(String name, Node body) {
        functions.put(name, body);
    }

    /** From here on a command that fails ends the script, unless it is a condition ({@code set -e}). */
    void exitOnError(boolean on) {
        exitOnError = on;
    }

    /** Runs one command of a list. */
    int checked(Node node, Io io) throws ScriptException {
        int status = node.run(this, io);
        parameters.status(status);
        boolean checks = !(node instanceof Node.AndOr) && !(node instanceof Node.Not);
        if (exitOnError && status != 0 && conditions == 0 && checks) {
            throw new Leave(Leave.Kind.EXIT, status);
        }
        return status;
    }

    /** Runs a command whose failure is an answer. */
    int condition(Node node, Io io) throws ScriptException {
        conditions++;
        try {
            int status = node.run(this, io);
            parameters.status(status);
            return status;
        } finally {
            conditions--;
        }
    }

    /** Runs a command whose variables and exit stay its own. */
    int subshell(Node node, Io io) throws ScriptException {
        Map<String, String> before = parameters.snapshot();
        try {
            return node.run(this, io);
        } catch (Leave leave) {
            return leave.status();
        } finally {
            parameters.restore(before);
        }
    }

    int call(Node.Call call, Io io) throws ScriptException {
        substituted = 0;
        List<String> words = fields(call.words());
        for (Word word : call.assignments()) {
            assignment(word);
        }
        Redirected to = Redirected.open(this, programs.files(), call, io);
        int status = words.isEmpty() ? substituted : invoke(call.line(), words, to.io());
        to.close();
        return status;
    }

    /** Runs a function, builtin or program by its name. */
    int invoke(int line, List<String> words, Io io) throws ScriptException {
        Node function = functions.get(words.get(0));
        if (function == null) {
            return programs.run(this, line, words, io);
        }
        if (++depth > MAX_DEPTH) {
            throw new ScriptException(line, "functions call each other without end");
        }
        List<String> old = parameters.enterFunction(words.subList(1, words.size()));
        try {
            return function.run(this, io);
        } catch (Leave leave) {
            if (leave.kind() == Leave.Kind.RETURN) {
                return leave.status();
            }
            throw leave;
        } finally {
            parameters.leaveFunction(old);
            depth--;
        }
    }

    private void assignment(Word word) throws ScriptException {
        Part first = word.parts().get(0);
        int equals = first.text().indexOf('=');
        List<Part> value = new ArrayList<>(word.parts());
        value.set(0, new Part(Kind.LITERAL, first.text().substring(equals + 1), true));
        assign(first.text().substring(0, equals), single(new Word(word.line(), value)));
    }

    /** The words after expansion, splitting and file name patterns. */
    List<String> fields(List<Word> words) throws ScriptException {
        List<String> fields = new ArrayList<>();
        for (Word word : words) {
            for (String field : split(word)) {
                List<String> paths = Glob.isPattern(field) ? Glob.paths(programs.tree(), field) : List.of();
                fields.addAll(paths.isEmpty() ? List.of(Glob.unescape(field)) : paths);
            }
        }
        return fields;
    }

    /** A word as one string, as in assignments and {@code case}. */
    String single(Word word) throws ScriptException {
        return Glob.unescape(pattern(word));
    }

    /** A word as a pattern in which quoted characters have no special meaning. */
    String pattern(Word word) throws ScriptException {
        StringBuilder text = new StringBuilder();
        for (Part part : word.parts()) {
            String value = value(word, part);
            boolean literal = part.quoted() || part.kind() == Kind.LITERAL && value.indexOf('\\') >= 0;
            text.append(literal ? Glob.escape(value) : value);
        }
        return text.toString();
    }

    private List<String> split(Word word) throws ScriptException {
        List<StringBuilder> fields = new ArrayList<>();
        boolean joins = false;
        for (Part part : word.parts()) {
            List<String> pieces = pieces(word, part);
            for (int i = 0; i < pieces.size(); i++) {
                if (fields.isEmpty() || i > 0 || !joins) {
                    fields.add(new StringBuilder());
                }
                fields.get(fields.size() - 1).append(pieces.get(i));
                joins = true;
            }
            joins &= pieces.isEmpty() || !pieces.get(pieces.size() - 1).endsWith("\0");
        }
        return fields.stream()
                .map(f -> f.toString().replace("\0", ""))
                .filter(f -> !f.isEmpty() || word.parts().stream().anyMatch(Part::quoted))
                .toList();
    }

    /** What a part contributes: fields, the first of which joins what is before it; a NUL at an end ends the field. */
    private List<String> pieces(Word word, Part part) throws ScriptException {
        if (part.kind() == Kind.PARAMETER && part.text().equals("@") && part.quoted()) {
            return arguments().stream().map(Glob::escape).toList();
        }
        String value = value(word, part);
        if (part.quoted() || part.kind() == Kind.LITERAL) {
            return List.of(part.quoted() ? Glob.escape(value) : value);
        }
        if (value.isBlank()) {
            return List.of();
        }
        List<String> pieces = new ArrayList<>(List.of(value.trim().split("\\s+")));
        if (Character.isWhitespace(value.charAt(value.length() - 1))) {
            pieces.set(pieces.size() - 1, pieces.get(pieces.size() - 1) + "\0");
        }
        return pieces;
    }

    private String value(Word word, Part part) throws ScriptException {
        return switch (part.kind()) {
            case LITERAL -> part.text();
            case PARAMETER -> parameters.expand(part.text(), word.line());
            case COMMANDS -> output(word.line(), part.text());
            case UNSUPPORTED -> throw new ScriptException(word.line(), part.text() + " is not replayed");
        };
    }

    private String output(int line, String commands) throws ScriptException {
        Io io = Io.none();
        substituted = subshell(Parser.parse(commands, line), io);
        parameters.status(substituted);
        return io.out().toString().replaceFirst("\n+$", "");
    }
}
