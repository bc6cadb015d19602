package mkrun.alpine.script;

import java.util.List;
import java.util.Optional;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsProbe;

/** {@code [ … ]} and {@code test}, with one operator. */
final class Conditions {
    private final RootfsProbe tree;

    Conditions(RootfsProbe tree) {
        this.tree = tree;
    }

    int bracket(Program.Call call) throws ScriptException {
        List<String> words = call.operands();
        if (words.isEmpty() || !words.get(words.size() - 1).equals("]")) {
            throw call.unsupported("no closing ]");
        }
        return holds(call, words.subList(0, words.size() - 1)) ? 0 : 1;
    }

    int test(Program.Call call) throws ScriptException {
        return holds(call, call.operands()) ? 0 : 1;
    }

    private boolean holds(Program.Call call, List<String> words) throws ScriptException {
        if (words.isEmpty()) {
            return false;
        }
        if (words.size() > 1 && words.get(0).equals("!")) {
            return !holds(call, words.subList(1, words.size()));
        }
        return switch (words.size()) {
            case 1 -> !words.get(0).isEmpty();
            case 2 -> unary(call, words.get(0), words.get(1));
            case 3 -> binary(call, words.get(0), words.get(1), words.get(2));
            default -> throw call.unsupported("not replayed");
        };
    }

    private boolean unary(Program.Call call, String operator, String word) throws ScriptException {
        Optional<Entry> entry = word.isEmpty() ? Optional.empty() : tree.follow(word);
        return switch (operator) {
            case "-n" -> !word.isEmpty();
            case "-z" -> word.isEmpty();
            case "-e", "-r", "-w" -> entry.isPresent();
            case "-f" -> entry.filter(Entry::isFile).isPresent();
            case "-d" -> entry.filter(Entry::isDirectory).isPresent();
            case "-x" ->
                entry.filter(e -> e.isDirectory() || (e.mode() & 0111) != 0).isPresent();
            case "-s" ->
                entry.filter(e -> e.isDirectory() || e.content().size() > 0).isPresent();
            case "-L", "-h" -> tree.stat(word).filter(Entry::isSymlink).isPresent();
            case "-S" -> false; // there are no sockets in a tree
            default -> throw call.unsupported("not replayed");
        };
    }

    private static boolean binary(Program.Call call, String left, String operator, String right)
            throws ScriptException {
        switch (operator) {
            case "=", "==":
                return left.equals(right);
            case "!=":
                return !left.equals(right);
            default:
                if (!operator.matches("-(eq|ne|lt|le|gt|ge)")
                        || !left.matches("-?\\d{1,9}")
                        || !right.matches("-?\\d{1,9}")) {
                    throw call.unsupported("not replayed");
                }
        }
        int order = Integer.compare(Integer.parseInt(left), Integer.parseInt(right));
        return switch (operator) {
            case "-eq" -> order == 0;
            case "-ne" -> order != 0;
            case "-lt" -> order < 0;
            case "-le" -> order <= 0;
            case "-gt" -> order > 0;
            default -> order >= 0;
        };
    }
}
