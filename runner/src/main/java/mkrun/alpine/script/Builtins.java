package mkrun.alpine.script;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mkrun.target.rootfs.RootfsTree;

/** The commands that the shell itself has. */
final class Builtins {
    private static final List<String> REFUSED =
            List.of(".", "source", "eval", "read", "shift", "trap", "unset", "wait", "kill", "getopts", "alias");

    private static final Pattern DIRECTIVE = Pattern.compile("%[s%]|\\\\[nt\\\\]");
    private static final Pattern PRINTF =
            Pattern.compile("(?s)([^%\\\\-]|" + DIRECTIVE.pattern() + ")([^%\\\\]|" + DIRECTIVE.pattern() + ")*");

    private final RootfsTree tree;
    private final Conditions conditions;

    Builtins(RootfsTree tree) {
        this.tree = tree;
        this.conditions = new Conditions(tree);
    }

    Map<String, Program> all() {
        Map<String, Program> all = new HashMap<>(replayed());
        REFUSED.forEach(name -> all.put(name, call -> {
            throw call.unsupported("not replayed");
        }));
        return all;
    }

    private Map<String, Program> replayed() {
        return Map.ofEntries(
                Map.entry(":", call -> 0),
                Map.entry("true", call -> 0),
                Map.entry("false", call -> 1),
                Map.entry("[", conditions::bracket),
                Map.entry("test", conditions::test),
                Map.entry("echo", Builtins::echo),
                Map.entry("printf", Builtins::printf),
                Map.entry("umask", Builtins::umask),
                Map.entry("cd", Builtins::cd),
                Map.entry("set", Builtins::set),
                Map.entry("export", call -> variables(call, false)),
                Map.entry("local", call -> variables(call, true)),
                Map.entry("command", this::command),
                Map.entry("exec", Builtins::exec),
                Map.entry("exit", call -> leave(call, Leave.Kind.EXIT)),
                Map.entry("return", call -> leave(call, Leave.Kind.RETURN)),
                Map.entry("break", call -> leave(call, Leave.Kind.BREAK)),
                Map.entry("continue", call -> leave(call, Leave.Kind.CONTINUE)));
    }

    private static int leave(Program.Call call, Leave.Kind kind) throws ScriptException {
        int status = call.shell().parameters().status();
        if (!call.operands().isEmpty()) {
            if (!call.operands().get(0).matches("\\d{1,3}")
                    || kind == Leave.Kind.BREAK
                    || kind == Leave.Kind.CONTINUE) {
                throw call.unsupported("not replayed");
            }
            status = Integer.parseInt(call.operands().get(0));
        }
        throw new Leave(kind, status);
    }

    private static int echo(Program.Call call) throws ScriptException {
        List<String> words = call.operands();
        boolean bare = !words.isEmpty() && words.get(0).equals("-n");
        if (!words.isEmpty() && words.get(0).matches("-[a-zA-Z]+") && !bare) {
            throw call.unsupported("not replayed");
        }
        call.io().out().append(String.join(" ", bare ? words.subList(1, words.size()) : words));
        call.io().out().append(bare ? "" : "\n");
        return 0;
    }

    /** Texts, whole numbers and line ends; one round over the format. */
    private static int printf(Program.Call call) throws ScriptException {
        List<String> words = call.operands();
        String format = words.isEmpty() ? "" : words.get(0);
        if (!PRINTF.matcher(format).matches()) {
            throw call.unsupported("not replayed");
        }
        Iterator<String> values = words.subList(1, words.size()).iterator();
        Matcher m = DIRECTIVE.matcher(format);
        StringBuilder out = new StringBuilder();
        while (m.find()) {
            String text =
                    switch (m.group()) {
                        case "%%" -> "%";
                        case "\\n" -> "\n";
                        case "\\t" -> "\t";
                        case "\\\\" -> "\\";
                        default -> values.hasNext() ? values.next() : "";
                    };
            m.appendReplacement(out, Matcher.quoteReplacement(text));
        }
        m.appendTail(out);
        if (values.hasNext()) {
            throw call.unsupported("more values than places are not replayed");
        }
        call.io().out().append(out);
        return 0;
    }

    /** Scripts begin in the root directory, and stay there. */
    private static int cd(Program.Call call) throws ScriptException {
        if (!call.operands().equals(List.of("/"))) {
            throw call.unsupported("not replayed");
        }
        return 0;
    }

    /** The mask that apk's scripts have anyway. */
    private static int umask(Program.Call call) throws ScriptException {
        if (!call.operands().equals(List.of("022")) && !call.operands().equals(List.of("0022"))) {
            throw call.unsupported("another mask than 022 is not replayed");
        }
        return 0;
    }

    private static int set(Program.Call call) throws ScriptException {
        switch (String.join(" ", call.operands())) {
            case "-e" -> call.shell().exitOnError(true);
            case "+e" -> call.shell().exitOnError(false);
            default -> throw call.unsupported("not replayed");
        }
        return 0;
    }

    private static int variables(Program.Call call, boolean local) throws ScriptException {
        for (String word : call.operands()) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (!name.matches("[A-Za-z_]\\w*")) {
                throw call.unsupported("not replayed");
            }
            if (local) {
                call.shell().parameters().local(name);
            }
            if (equals >= 0) {
                call.shell().assign(name, word.substring(equals + 1));
            }
        }
        return 0;
    }

    private int command(Program.Call call) throws ScriptException {
        if (call.operands().size() != 2 || !call.operands().get(0).equals("-v")) {
            throw call.unsupported("not replayed");
        }
        String name = call.operands().get(1);
        String found =
                all().containsKey(name) ? name : SearchPath.find(tree, name).orElse("");
        call.io().out().append(found.isEmpty() ? "" : found + "\n");
        return found.isEmpty() ? 127 : 0;
    }

    private static int exec(Program.Call call) throws ScriptException {
        if (call.operands().isEmpty()) {
            throw call.unsupported("not replayed");
        }
        throw new Leave(Leave.Kind.EXIT, call.shell().invoke(call.line(), call.operands(), call.io()));
    }
}
