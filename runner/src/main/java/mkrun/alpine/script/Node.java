package mkrun.alpine.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command of a script, simple or compound. Running one answers its exit status. */
sealed interface Node {
    int run(Shell shell, Io io) throws ScriptException;

    /** A redirection; {@code target} is the here-document of {@code <<}. */
    record Redirection(int line, String operator, int descriptor, Word target) {}

    /** Assignments and words of a call. */
    record Call(int line, List<Word> assignments, List<Word> words, List<Redirection> redirections) implements Node {
        @Override
        public int run(Shell shell, Io io) throws ScriptException {
            return shell.call(this, io);
        }
    }

    /** Commands one after the other. */
    record Sequence(List<Node> nodes) implements Node {
        @Override
        public int run(Shell shell, Io io) throws ScriptException {
            int status = 0;
            for (Node node : nodes) {
                status = shell.checked(node, io);
            }
            return status;
        }
    }

    /** {@code left && right}, {@code left || right}. */
    record AndOr(Node left, boolean and, Node right) implements Node {
        @Override
        public int run(Shell shell, Io io) throws ScriptException {
            int status = shell.condition(left, io);
            return (status == 0) == and ? shell.checked(right, io) : status;
        }
    }

    /** {@code ! command}. */
    record Not(Node node) implements Node {
        @Override
        public int run(Shell shell, Io io) throws ScriptException {
            return shell.condition(node, io) == 0 ? 1 : 0;
        }
    }

    /** {@code first | second | …}. */
    record Pipeline(List<Node> nodes) implements Node {
        @Override
        public int run(Shell shell, Io io) throws ScriptException {
            String in = io.in();
            int status = 0;
            for (int i = 0; i < nodes.size(); i++) {
                StringBuilder out = i == nodes.size() - 1 ? io.out() : new StringBuilder();
                status = shell.subshell(nodes.get(i), new Io(in, out));
                in = out.toString();
            }
            return status;
        }
    }

    /** {@code if condition; then body; else other; fi}. */
    record If(Node condition, Node body, @Nullable Node other) implements Node {
        @Override
        public int run(Shell shell, Io io) throws ScriptException {
            if (shell.condition(condition, io) == 0) {
                return body.run(shell, io);
            }
            return other == null ? 0 : other.run(shell, io);
        }
    }

    /** {@code for name in words; do body; done}; no words means the script's arguments. */
    record For(String name, @Nullable List<Word> words, Node body) implements Node {
        @Override
        public int run(Shell shell, Io io) throws ScriptException {
            int status = 0;
            for (String value : words == null ? shell.arguments() : shell.fields(words)) {
                shell.assign(name, value);
                try {
                    status = body.run(shell, io);
                } catch (Leave leave) {
                    if (leave.kind() == Leave.Kind.BREAK) {
                        break;
                    } else if (leave.kind() != Leave.Kind.CONTINUE) {
                        throw leave;
                    }
                }
            }
            return status;
        }
    }

    /** {@code case word in pattern) body;; … esac}. */
    record Case(Word word, List<Arm> arms) implements Node {
        record Arm(List<Word> patterns, Node body) {}

        @Override
        public int run(Shell shell, Io io) throws ScriptException {
            String value = shell.single(word);
            for (Arm arm : arms) {
                for (Word pattern : arm.patterns()) {
                    if (Glob.matches(shell.pattern(pattern), value)) {
                        return arm.body().run(shell, io);
                    }
                }
            }
            return 0;
        }
    }

    /** {@code name() { body; }}. */
    record Function(String name, Node body) implements Node {
        @Override
        public int run(Shell shell, Io io) {
            shell.define(name, body);
            return 0;
        }
    }

    /** {@code ( commands )}. */
    record Subshell(Node body) implements Node {
        @Override
        public int run(Shell shell, Io io) throws ScriptException {
            return shell.subshell(body, io);
        }
    }

    /** Something this reader can skip but not do. */
    record Unsupported(int line, String what) implements Node {
        @Override
        public int run(Shell shell, Io io) throws ScriptException {
            throw new ScriptException(line, what + " is not replayed");
        }
    }
}
