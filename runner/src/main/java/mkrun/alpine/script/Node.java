package mkrun.alpine.script;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A command of a script, simple or compound. Running one answers its exit status. */
sealed interface Node {
    int run(Shell shell, Io io) throws ScriptException;

    /**
     * A redirection.
     *
     * @param descriptor the number before it, -1 if there is none
     * @param target a file or descriptor; null of a here-document
     * @param document the here-document of {@code <<}, else null
     */
    record Redirection(
            int line,
            String operator,
            int descriptor,
            @Nullable Word target,
            @Nullable HereDocument document) {
        /** What is to be expanded. */
        Word word() {
            return target != null ? target : Objects.requireNonNull(document).body();
        }
    }

    /** Assignments and words of a call. */
    record Call(int line, List<Word> assignments, List<Word> words, List<Redirection> redirections) implements Node {
        @Override
        public int run(Shell shell, Io io) throws ScriptException {
            return shell.call(this, io);
        }
    }

    /** Commands one after the other. */
    record Sequence(int line, List<Node> nodes) implements Node {
        @Override
        public int run(Shell shell, Io io) throws ScriptException {
            int status = 0;
            shell.budget().enter(line);
            try {
                for (Node node : nodes) {
                    status = shell.checked(node, io);
                }
            } finally {
                shell.budget().leave();
            }
            return status;
        }
    }

    /** {@code first && second || third}, from left to right. */
    record AndOr(Node first, List<Link> links) implements Node {
        record Link(boolean and, Node node) {}

        @Override
        public int run(Shell shell, Io io) throws ScriptException {
            int status = shell.condition(first, io);
            for (int i = 0; i < links.size(); i++) {
                Link link = links.get(i);
                if ((status == 0) == link.and()) {
                    boolean last = i == links.size() - 1;
                    status = last ? shell.checked(link.node(), io) : shell.condition(link.node(), io);
                }
            }
            return status;
        }
    }

    /** {@code ! command}. */
    record Not(Node node) implements Node {
        @Override
        public int run(Shell shell, Io io) throws ScriptException {
            try {
                return shell.condition(node, io) == 0 ? 1 : 0;
            } catch (Leave leave) {
                throw leave.kind() == Leave.Kind.EXIT ? leave : new Leave(leave.kind(), leave.status() == 0 ? 1 : 0);
            }
        }
    }

    /** {@code first | second | …}. */
    record Pipeline(List<Node> nodes) implements Node {
        @Override
        public int run(Shell shell, Io io) throws ScriptException {
            String in = io.in();
            int status = 0;
            for (int i = 0; i < nodes.size(); i++) {
                Io part = i == nodes.size() - 1 ? io.reading(in) : Io.heard(in);
                status = shell.subshell(nodes.get(i), part);
                in = part.out().toString();
            }
            return status;
        }
    }

    /** {@code if condition; then body; elif …; else other; fi}. */
    record If(List<Branch> branches, @Nullable Node other) implements Node {
        record Branch(Node condition, Node body) {}

        @Override
        public int run(Shell shell, Io io) throws ScriptException {
            for (Branch branch : branches) {
                if (shell.condition(branch.condition(), io) == 0) {
                    return branch.body().run(shell, io);
                }
            }
            return other == null ? 0 : other.run(shell, io);
        }
    }

    /** {@code for name in words; do body; done}; no words means the script's arguments. */
    record For(int line, String name, @Nullable List<Word> words, Node body) implements Node {
        @Override
        public int run(Shell shell, Io io) throws ScriptException {
            int status = 0;
            List<String> values =
                    words == null ? shell.arguments() : shell.expansion().fields(words);
            shell.loops(1);
            try {
                for (String value : values) {
                    shell.parameters().assign(line, name, value);
                    status = once(shell, io);
                }
            } catch (Leave leave) {
                if (leave.kind() != Leave.Kind.BREAK) {
                    throw leave;
                }
                status = leave.status();
            } finally {
                shell.loops(-1);
            }
            return status;
        }

        private int once(Shell shell, Io io) throws ScriptException {
            try {
                return body.run(shell, io);
            } catch (Leave leave) {
                if (leave.kind() != Leave.Kind.CONTINUE) {
                    throw leave;
                }
                return leave.status();
            }
        }
    }

    /** {@code case word in pattern) body;; … esac}. */
    record Case(Word word, List<Arm> arms) implements Node {
        record Arm(List<Word> patterns, Node body) {}

        @Override
        public int run(Shell shell, Io io) throws ScriptException {
            String value = shell.expansion().single(word);
            for (Arm arm : arms) {
                for (Word pattern : arm.patterns()) {
                    if (Glob.matches(shell.expansion().pattern(pattern), value)) {
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
    record Subshell(Sequence body) implements Node {
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
