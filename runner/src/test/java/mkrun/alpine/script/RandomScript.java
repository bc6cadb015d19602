package mkrun.alpine.script;

import java.util.List;
import java.util.Random;

/** A made-up script that uses all of the shell that is replayed, the same one for the same seed. */
final class RandomScript {
    private static final List<String> VALUES = List.of(
            "''",
            "x",
            "'x y'",
            "' x'",
            "'y '",
            "/work/a",
            "'/work/*'",
            "'*'",
            "a.b.c",
            "'a\\b'",
            "3",
            "\"it's\"",
            "-n");
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final List<String> PATTERNS =
            List.of("x", "*", "?", "x*", "*y", "[ax]", "[!a-c]*", "'*'", "/work/*", "\"$a\"", "$b", "*.*", "''");
    private static final List<String> PIECES = List.of(
            "echo ",
            "a",
            " ",
            "\n",
            ";",
            ";;",
            "$a",
            "\"",
            "'",
            "`",
            "$(",
            ")",
            "(",
            "{ ",
            "}",
            "${",
            "${a",
            ":-",
            "%",
            "#",
            "if ",
            "then ",
            "else ",
            "fi",
            "for ",
            "in ",
            "do ",
            "done",
            "case ",
            "esac",
            "|",
            "||",
            "&&",
            "!",
            "\\",
            "*",
            "x=",
            "<<E\n",
            "E\n",
            "f() ",
            "$@",
            "true",
            "false",
            " > /work/o",
            "2>&1",
            "$",
            "\t",
            "é",
            "[ ",
            " ]");

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private int functions;
    private boolean inLoop;
    private boolean inFunction;

    private RandomScript(long seed) {
        this.random = new Random(seed);
    }

    /** A script that is one. */
    static String grammatical(long seed) {
        RandomScript script = new RandomScript(seed);
        if (script.random.nextInt(5) == 0) {
            script.text.append("set -e\n");
        }
        script.list(2 + script.random.nextInt(5), 3);
        return script.text.toString();
    }

    /** Pieces of scripts in any order. */
    static String jumbled(long seed) {
        RandomScript script = new RandomScript(seed);
        for (int i = 1 + script.random.nextInt(14); i > 0; i--) {
            script.text.append(script.any(PIECES));
        }
        return script.text.toString();
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private RandomScript add(String... pieces) {
        for (String piece : pieces) {
            text.append(piece);
        }
        return this;
    }

    private void list(int commands, int depth) {
        for (int i = 0; i < commands; i++) {
            andOr(depth);
            add(random.nextInt(3) == 0 ? "; " : "\n");
        }
        if (text.charAt(text.length() - 1) == ' ') {
            add("\n");
        }
    }

    private void andOr(int depth) {
        pipeline(depth);
        while (random.nextInt(5) == 0) {
            add(random.nextBoolean() ? " && " : " || ");
            pipeline(depth);
        }
    }

    private void pipeline(int depth) {
        if (random.nextInt(8) == 0) {
            add("! ");
        }
        command(depth);
        if (random.nextInt(8) == 0) {
            add(" | ");
            add(any(List.of("cat", "grep x", "grep -q y", "sed s/x/z/", "{ cat; echo $a; }")));
        }
    }

    private void command(int depth) {
        int kind = random.nextInt(depth > 0 ? 16 : 8);
        switch (kind) {
            case 8 -> compound("if ", depth, "then ", "fi");
            case 9 -> loop(depth);
            case 10 -> choice(depth);
            case 11 -> function(depth);
            case 12 -> grouped("( ", depth, ")");
            case 13 -> grouped("{ ", depth, "}");
            case 14 -> add(any(NAMES), "=").substitution(depth);
            case 15 -> document();
            default -> simple();
        }
    }

    private void compound(String head, int depth, String middle, String end) {
        add(head);
        andOr(depth - 1);
        add("\n", middle);
        list(1 + random.nextInt(2), depth - 1);
        if (random.nextInt(3) == 0) {
            add("elif ");
            andOr(depth - 1);
            add("; then\n");
            list(1, depth - 1);
        }
        if (random.nextBoolean()) {
            add("else ");
            list(1, depth - 1);
        }
        add(end);
    }

    private void loop(int depth) {
        boolean outer = inLoop;
        add("for ", any(NAMES));
        if (random.nextInt(5) > 0) {
            add(" in");
            words(random.nextInt(4));
        }
        add("; do\n");
        inLoop = true;
        list(1 + random.nextInt(2), depth - 1);
        inLoop = outer;
        add("done");
    }

    private void choice(int depth) {
        add("case ").word();
        add(" in\n");
        for (int i = random.nextInt(4); i > 0; i--) {
            add(random.nextBoolean() ? "(" : "", any(PATTERNS));
            add(random.nextInt(3) == 0 ? "|" + any(PATTERNS) : "", ") ");
            if (random.nextInt(4) > 0) {
                andOr(depth - 1);
            }
            add(i == 1 && random.nextBoolean() ? "\n" : " ;;\n");
        }
        add("esac");
    }

    private void function(int depth) {
        boolean outerLoop = inLoop;
        boolean outerFunction = inFunction;
        String name = "f" + functions++;
        add(name, "() {\n");
        inLoop = false;
        inFunction = true;
        if (random.nextBoolean()) {
            add("local ", any(NAMES), random.nextBoolean() ? "=" + any(VALUES) : "", "\n");
        }
        list(1 + random.nextInt(3), depth - 1);
        add("}\n");
        inLoop = outerLoop;
        inFunction = outerFunction;
        if (random.nextInt(4) == 0) {
            add(any(NAMES), "=").word();
            add(" ");
        }
        add(name);
        words(random.nextInt(3));
    }

    private void grouped(String open, int depth, String close) {
        boolean outer = inLoop;
        inLoop &= !open.startsWith("(");
        add(open);
        list(1 + random.nextInt(2), depth - 1);
        inLoop = outer;
        add(close);
    }

    private RandomScript substitution(int depth) {
        boolean outer = inLoop;
        inLoop = false;
        String quote = random.nextBoolean() ? "\"" : "";
        add(quote, "$(");
        if (depth > 1) {
            list(1, depth - 2);
        } else {
            simple();
        }
        inLoop = outer;
        return add(")", quote);
    }

    private void document() {
        boolean literal = random.nextInt(3) == 0;
        add("cat <<", literal ? "'E'" : "E", "\n");
        add("one $a \"two\" \\$b \\\\ \\x `echo $c`", random.nextBoolean() ? " ${b:-\"q\"}" : "", "\n");
        add("it's $(echo \"$1\" ')')\nE\n");
        add("true");
    }

    private void simple() {
        switch (random.nextInt(20)) {
            case 0, 1, 2 -> {
                add(any(NAMES), "=").word();
            }
            case 3 -> add(any(List.of("true", "false", ":")));
            case 4 -> {
                add("[ ").word();
                add(" ", any(List.of("=", "!=")), " ").word();
                add(" ]");
            }
            case 5 -> {
                add("[ ", any(List.of("-n", "-z", "-e", "-f", "-d")), " ").word();
                add(" ]");
            }
            case 6 ->
                add(any(List.of("mkdir /work/d", "touch /work/a /work/b", "rm -f /work/a", "mkdir -p /work/d/e")));
            case 7 -> {
                add("echo");
                words(2);
                add(any(List.of(
                        " > /work/o", " >> /work/o", " >/dev/null", " >&2", " > /work/d/a", " > /work/none/a")));
            }
            case 8 -> add("cat /work/o", random.nextBoolean() ? " 2>/dev/null" : " /work/a");
            case 9 -> {
                add("printf '<%s>\\n' ").word();
            }
            case 10 -> {
                if (inLoop) {
                    add(random.nextBoolean() ? "break" : "continue");
                } else {
                    add("echo $?");
                }
            }
            case 11 -> {
                if (inFunction) {
                    add("return", random.nextBoolean() ? " " + random.nextInt(4) : "");
                } else if (random.nextInt(3) == 0) {
                    add("exit ", "" + random.nextInt(3));
                } else {
                    add("command -v ", any(List.of("echo", "cat", "nothing", "f0", "for")));
                }
            }
            case 12 -> {
                add(any(NAMES), "=").word();
                add(" sh_none; ").add("export ", any(NAMES), "=").word();
            }
            case 13 -> {
                add(any(NAMES), "=").word();
                add(" ", any(NAMES), "=").word();
                add(" echo").words(2);
            }
            default -> {
                add("echo");
                words(1 + random.nextInt(4));
            }
        }
    }

    private void words(int count) {
        for (int i = 0; i < count; i++) {
            add(" ").word();
        }
    }

    private void word() {
        int before = text.length();
        for (int i = random.nextInt(4) == 0 ? 2 : 1; i > 0; i--) {
            piece();
        }
        if (text.length() == before) {
            add("''");
        }
    }

    private void piece() {
        String name = random.nextInt(6) == 0 ? any(List.of("1", "2", "3", "4", "#", "?", "unset")) : any(NAMES);
        String quote = random.nextBoolean() ? "\"" : "";
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> add(any(VALUES));
            case 3, 4, 5 -> add(quote, "$", name, quote);
            case 6 -> add(quote, "${", name, any(List.of(":-", "-", ":+", "+")), operand(quote.isEmpty()), "}", quote);
            case 7 -> add(quote, "${", any(NAMES), any(List.of("#", "##", "%", "%%")), any(PATTERNS), "}", quote);
            case 8 -> add(quote, "$@", quote);
            case 9 -> add(quote, "$*", quote);
            case 10 -> add(quote, "${#", any(NAMES), "}", quote);
            case 11 -> add(quote, "$(echo ", any(VALUES), " $", any(NAMES), ")", quote);
            case 12 -> add("\"<", "$", name, " `echo \\\"$a\\\"`>\"");
            default -> add(any(List.of("/work/*", "/work/[ab]", "\\*", "a\\ b", "/wor?", "plain", "1", "\\\\")));
        }
    }

    private String operand(boolean bare) {
        return any(
                bare
                        ? List.of("x y", "'x  y'", "$b", "\"$b\"", "*", "p\"q r\"$c", "")
                        : List.of("x y", "it's", "$b", "*", ""));
    }
}
