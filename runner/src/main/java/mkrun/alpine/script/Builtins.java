package mkrun.alpine.script;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mkrun.target.rootfs.RootfsTree;

/** The commands that the shell itself has. */
final class Builtins {
    private static final List<String> REFUSED = List.of(
            ".",
            "source",
            "eval",
            "read",
            "shift",
            "trap",
            "unset",
            "wait",
            "kill",
            "getopts",
            "alias",
            "unalias",
            "[[",
            "bg",
            "chdir",
            "fg",
            "hash",
            "help",
            "history",
            "jobs",
            "let",
            "readonly",
            "times",
            "type",
            "ulimit",
            "function",
            "select");

    private static final Set<String> RESERVED = Set.of(
            "!", "{", "}", "case", "do", "done", "elif", "else", "esac", "fi", "for", "if", "in", "then", "until",
            "while");
    private static final Map<String, String> DIRECTIVES =
            Map.of("%%", "%", "\\n", "\n", "\\t", "\t", "\\r", "\r", "\\\\", "\\");

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
        boolean ofLoop = kind == Leave.Kind.BREAK || kind == Leave.Kind.CONTINUE;
        if (ofLoop && !call.shell().isInLoop()) {
            throw call.unsupported("there is no loop around it");
        }
        int status = ofLoop ? 0 : call.shell().parameters().status();
        if (!call.operands().isEmpty()) {
            if (ofLoop || !call.operands().get(0).matches("\\d{1,2}|1\\d\\d|2[0-4]\\d|25[0-5]")) {
                throw call.unsupported("not replayed");
            }
            status = Integer.parseInt(call.operands().get(0));
        }
        throw new Leave(kind, status);
    }

    private static int echo(Program.Call call) throws ScriptException {
        List<String> words = call.operands();
        boolean bare = !words.isEmpty() && words.get(0).equals("-n");
        int first = bare ? 1 : 0;
        if (words.size() > first && words.get(first).matches("-[neE]+")) {
            throw call.unsupported("not replayed");
        }
        call.io().out().append(String.join(" ", bare ? words.subList(1, words.size()) : words));
        call.io().out().append(bare ? "" : "\n");
        return 0;
    }

    /** Texts, tabs and line ends; one round over the format. */
    private static int printf(Program.Call call) throws ScriptException {
        List<String> words = call.operands();
        String format = words.isEmpty() ? "-" : words.get(0);
        if (format.startsWith("-")) {
            throw call.unsupported("not replayed");
        }
        Iterator<String> values = words.subList(1, words.size()).iterator();
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' && c != '\\') {
                out.append(c);
                continue;
            }
            String directive = format.substring(i, Math.min(++i + 1, format.length()));
            if (!directive.equals("%s") && !DIRECTIVES.containsKey(directive)) {
                throw call.unsupported(directive + " is not replayed");
            }
            String text = values.hasNext() && directive.equals("%s") ? values.next() : "";
            out.append(DIRECTIVES.getOrDefault(directive, text));
        }
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
            Parameters parameters = call.shell().parameters();
            if (local && !parameters.inScope()) {
                throw call.unsupported("there is no function around it");
            }
            if (local) {
                parameters.local(name);
            } else {
                parameters.export(name);
            }
            if (equals >= 0) {
                parameters.assign(call.line(), name, word.substring(equals + 1));
            }
        }
        return 0;
    }

    private int command(Program.Call call) throws ScriptException {
        if (call.operands().size() != 2 || !call.operands().get(0).equals("-v")) {
            throw call.unsupported("not replayed");
        }
        String name = call.operands().get(1);
        boolean ofShell = RESERVED.contains(name) || call.shell().isFunction(name) || all().containsKey(name);
        String found = ofShell ? name : SearchPath.find(tree, name).orElse("");
        call.io().out().append(found.isEmpty() ? "" : found + "\n");
        return found.isEmpty() ? 127 : 0;
    }

    private static int exec(Program.Call call) throws ScriptException {
        if (call.operands().isEmpty() || call.shell().isFunction(call.operands().get(0))) {
            throw call.unsupported("not replayed");
        }
        throw new Leave(Leave.Kind.EXIT, call.shell().invoke(call.line(), call.operands(), call.io()));
    }
}
