package mkrun.alpine.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mkrun.target.rootfs.RootfsException;

/** Runs a script's commands: functions, redirections, exit statuses; what is called comes from {@link Programs}. */
final class Shell {
    /** Builtins that change the shell itself; assignments before them would last, and errors would end the script. */
    private static final Set<String> SPECIAL =
            Set.of(":", "break", "continue", "exec", "exit", "export", "local", "return", "set");

    private static final Set<String> ASSIGNING = Set.of("export", "local");

    private final Programs programs;
    private final Expansion expansion = new Expansion(this);
    private Parameters parameters;
    private Map<String, Node> functions = new HashMap<>();
    private boolean exitsOnError;
    private int conditions;
    private int loops;
    private int substituted;

    /**
     * @param arguments what the script is called with
     * @param environment the variables that it begins with
     */
    Shell(Programs programs, List<String> arguments, Map<String, String> environment) {
        this.programs = programs;
        this.parameters = new Parameters(arguments, environment);
    }

    /** Runs a script; its exit status. */
    int run(Node script, Io io) throws ScriptException {
        try {
            return script.run(this, io);
        } catch (Leave leave) {
            return leave.status();
        }
    }

    Programs programs() {
        return programs;
    }

    Budget budget() {
        return programs.budget();
    }

    Expansion expansion() {
        return expansion;
    }

    Parameters parameters() {
        return parameters;
    }

    List<String> arguments() {
        return parameters.arguments();
    }

    void define(String name, Node body) {
        functions.put(name, body);
    }

    boolean isFunction(String name) {
        return functions.containsKey(name);
    }

    /** Enters a loop (1) or leaves it (-1). */
    void loops(int change) {
        loops += change;
    }

    /** Whether there is a loop to break out of. */
    boolean isInLoop() {
        return loops > 0;
    }

    /** From here on a command that fails ends the script, unless it is a condition ({@code set -e}). */
    void exitOnError(boolean on) {
        exitsOnError = on;
    }

    /** Runs one command of a list. */
    int checked(Node node, Io io) throws ScriptException {
        int status = node.run(this, io);
        parameters.status(status);
        boolean checks = node instanceof Node.Call || node instanceof Node.Pipeline || node instanceof Node.Subshell;
        if (exitsOnError && status != 0 && conditions == 0 && checks) {
            if (node instanceof Node.Subshell subshell) { // busybox 1.32 goes on, 1.36 does not
                throw new ScriptException(subshell.body().line(), "a subshell that fails after set -e is not replayed");
            }
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

    /** Runs a command whose variables, functions, options and exit stay its own. */
    int subshell(Node node, Io io) throws ScriptException {
        Parameters outerParameters = parameters;
        Map<String, Node> outerFunctions = functions;
        boolean outerExits = exitsOnError;
        int outerLoops = loops;
        parameters = parameters.copy();
        functions = new HashMap<>(functions);
        loops = 0;
        try {
            return node.run(this, io);
        } catch (Leave leave) {
            return leave.status();
        } finally {
            parameters = outerParameters;
            functions = outerFunctions;
            exitsOnError = outerExits;
            loops = outerLoops;
        }
    }

    /** What commands write, without the line ends at its end; busybox forgets {@code set -e} for them. */
    String output(int line, Node commands) throws ScriptException {
        Io io = Io.heard("");
        int outer = conditions;
        boolean outerExits = exitsOnError;
        conditions = 0;
        exitsOnError = false;
        try {
            substituted = subshell(commands, io);
        } finally {
            conditions = outer;
            exitsOnError = outerExits;
        }
        int end = io.out().length();
        while (end > 0 && io.out().charAt(end - 1) == '\n') {
            end--;
        }
        budget().characters(line, end);
        return io.out().substring(0, end);
    }

    int call(Node.Call call, Io io) throws ScriptException {
        budget().command(call.line());
        substituted = 0;
        List<String> words = words(call);
        boolean special = words.isEmpty() || SPECIAL.contains(words.get(0));
        Redirected to;
        try {
            to = Redirected.open(this, programs.files(), call, io);
        } catch (RootfsException e) {
            if (special) {
                throw new ScriptException(call.line(), "a redirection that fails: " + e.getMessage());
            }
            programs.fails(words, String.valueOf(e.getMessage()));
            return 1;
        }
        int status = words.isEmpty() ? assign(call) : call(call, words, special, to.io());
        to.close(call.line(), status);
        return status;
    }

    /** The words after expansion; what looks like an assignment is not split if the command makes it one. */
    private List<String> words(Node.Call call) throws ScriptException {
        List<Word> words = call.words();
        if (words.isEmpty() || !ASSIGNING.contains(words.get(0).bare())) {
            return expansion.fields(words);
        }
        List<String> fields = new ArrayList<>();
        for (Word word : words) {
            fields.addAll(word.isAssignment() ? List.of(expansion.single(word)) : expansion.fields(List.of(word)));
        }
        return fields;
    }

    private int assign(Node.Call call) throws ScriptException {
        for (Word word : call.assignments()) {
            String name = name(word);
            parameters.assign(word.line(), name, value(word, name));
        }
        return substituted;
    }

    private int call(Node.Call call, List<String> words, boolean special, Io io) throws ScriptException {
        if (call.assignments().isEmpty()) {
            return invoke(call.line(), words, io);
        }
        if (special || isFunction(words.get(0))) {
            throw new ScriptException(call.line(), "assignments before " + words.get(0) + " are not replayed");
        }
        parameters.enterScope();
        try {
            for (Word word : call.assignments()) {
                String name = name(word);
                String value = value(word, name);
                parameters.local(name);
                parameters.export(name);
                parameters.assign(word.line(), name, value);
            }
            return invoke(call.line(), words, io);
        } finally {
            parameters.leaveScope();
        }
    }

    private static String name(Word assignment) {
        String text = ((Part.Literal) assignment.parts().get(0)).text();
        return text.substring(0, text.indexOf('='));
    }

    private String value(Word assignment, String name) throws ScriptException {
        return expansion.single(assignment).substring(name.length() + 1);
    }

    /** Runs a function, builtin or program by its name. */
    int invoke(int line, List<String> words, Io io) throws ScriptException {
        Node function = functions.get(words.get(0));
        if (function == null) {
            return programs.run(this, line, words, io);
        }
        budget().enter(line);
        List<String> outer = parameters.arguments(words.subList(1, words.size()));
        int outerLoops = loops;
        loops = 0;
        parameters.enterScope();
        try {
            return function.run(this, io);
        } catch (Leave leave) {
            if (leave.kind() == Leave.Kind.RETURN) {
                return leave.status();
            }
            throw leave;
        } finally {
            parameters.leaveScope();
            parameters.arguments(outer);
            loops = outerLoops;
            budget().leave();
        }
    }
}
