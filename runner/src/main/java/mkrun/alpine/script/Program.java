package mkrun.alpine.script;

import java.util.List;

/** The native counterpart of a program or shell builtin. */
@FunctionalInterface
interface Program {
    /** A call of a program. */
    record Call(Shell shell, int line, List<String> words, Io io) {
        String name() {
            return words.get(0);
        }

        List<String> operands() {
            return words.subList(1, words.size());
        }

        Options options(String letters, String... longNames) throws ScriptException {
            return Options.parse(line, words, letters, longNames);
        }

        /** A call that has no native counterpart, for the reason given. */
        ScriptException unsupported(String why) {
            return new ScriptException(line, String.join(" ", words) + ": " + why);
        }
    }

    /**
     * Does what the program does to the tree.
     *
     * @return its exit status
     * @throws ScriptException if this use of it has no native counterpart
     * @throws mkrun.target.rootfs.RootfsException if the program would fail: it counts as exit status 1
     */
    int run(Call call) throws ScriptException;
}
