package mkrun.alpine.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes strings of words: parameters, the output of commands, splitting, file names (POSIX, Shell Command Language, 2.6). */
final class Expansion {
    private static final long MAX_STEPS = 50_000_000;

    private final Shell shell;

    Expansion(Shell shell) {
        this.shell = shell;
    }

    /** The words after expansion, splitting and file name patterns. */
    List<String> fields(List<Word> words) throws ScriptException {
        List<String> fields = new ArrayList<>();
        for (Word word : words) {
            Fields of = new Fields(word.line(), shell.programs().tree());
            add(of, word, false);
            for (String field : of.finish()) {
                shell.budget().characters(word.line(), field.length() + 1);
                fields.add(field);
            }
        }
        return fields;
    }

    /** A word as one string, as in assignments, redirections and {@code case}. */
    String single(Word word) throws ScriptException {
        StringBuilder text = new StringBuilder();
        for (Part part : word.parts()) {
            text.append(text(word, part));
        }
        shell.budget().characters(word.line(), text.length());
        return text.toString();
    }

    /** A word as a pattern in which quoted characters have no special meaning. */
    String pattern(Word word) throws ScriptException {
        StringBuilder pattern = new StringBuilder();
        for (Part part : word.parts()) {
            String text = text(word, part);
            if (!part.quoted() && text.contains("\\")) {
                throw new ScriptException(word.line(), "a pattern from a value with a backslash is not replayed");
            }
            pattern.append(part.quoted() ? Glob.escape(text) : text);
        }
        Fields.checkSets(word.line(), pattern);
        return pattern.toString();
    }

    private void add(Fields fields, Word word, boolean splitsLiterals) throws ScriptException {
        for (Part part : word.parts()) {
            if (part instanceof Part.Literal literal && !literal.quoted()) {
                if (splitsLiterals) {
                    fields.split(literal.text());
                } else {
                    fields.bare(literal.text());
                }
            } else if (part instanceof Part.Parameter parameter && isList(parameter)) {
                if (parameter.quoted()
                        && word.parts().size() > 1
                        && shell.arguments().contains("")) {
                    throw new ScriptException(
                            word.line(), "\"$@\" beside other text, with empty ones, is not replayed");
                }
                addArguments(fields, parameter);
            } else if (part instanceof Part.Parameter parameter && !part.quoted() && !parameter.cuts()) {
                add(fields, word.line(), parameter);
            } else if (part.quoted()) {
                fields.quoted(text(word, part));
            } else {
                fields.split(text(word, part));
            }
        }
    }

    private static boolean isList(Part.Parameter parameter) {
        return parameter.name().equals("@") || parameter.name().equals("*") && !parameter.quoted();
    }

    /** Each argument is a field of its own. */
    private void addArguments(Fields fields, Part.Parameter parameter) throws ScriptException {
        boolean first = true;
        for (String argument : shell.arguments()) {
            if (!first) {
                fields.end();
            }
            first = false;
            if (parameter.quoted()) {
                fields.quoted(argument);
            } else {
                fields.split(argument);
            }
        }
    }

    private void add(Fields fields, int line, Part.Parameter parameter) throws ScriptException {
        Optional<String> value = shell.parameters().value(line, parameter.name());
        if (takesOperand(parameter, value)) {
            add(fields, parameter.operand(), true);
        } else if (!parameter.operator().endsWith("+")) {
            fields.split(value.orElse(""));
        }
    }

    private static boolean takesOperand(Part.Parameter parameter, Optional<String> value) {
        boolean counts = parameter.operator().startsWith(":")
                ? value.filter(v -> !v.isEmpty()).isPresent()
                : value.isPresent();
        return parameter.operator().endsWith("-") && !counts
                || parameter.operator().endsWith("+") && counts;
    }

    private String text(Word word, Part part) throws ScriptException {
        if (part instanceof Part.Literal literal) {
            return literal.text();
        }
        if (part instanceof Part.Parameter parameter) {
            return text(word.line(), parameter);
        }
        if (part instanceof Part.Length length) {
            String value = shell.parameters().value(word.line(), length.name()).orElse("");
            return Integer.toString(value.length());
        }
        if (part instanceof Part.Commands commands) {
            return shell.output(word.line(), commands.body());
        }
        throw new ScriptException(word.line(), ((Part.Unsupported) part).text() + " is not replayed");
    }

    private String text(int line, Part.Parameter parameter) throws ScriptException {
        Optional<String> value = shell.parameters().value(line, parameter.name());
        if (parameter.cuts()) {
            String pattern = pattern(parameter.operand());
            String from = value.orElse("");
            if ((long) from.length() * from.length() * pattern.length() > MAX_STEPS) {
                throw new ScriptException(line, "a value of " + from.length() + " characters is not cut");
            }
            return cut(from, parameter.operator(), pattern);
        }
        if (takesOperand(parameter, value)) {
            return single(parameter.operand());
        }
        return parameter.operator().endsWith("+") ? "" : value.orElse("");
    }

    private static String cut(String value, String operator, String pattern) {
        boolean longest = operator.length() == 2;
        boolean atBegin = operator.startsWith("#");
        for (int i = 0; i <= value.length(); i++) {
            int length = longest ? value.length() - i : i;
            String piece = atBegin ? value.substring(0, length) : value.substring(value.length() - length);
            if (Glob.matches(pattern, piece)) {
                return atBegin ? value.substring(length) : value.substring(0, value.length() - length);
            }
        }
        return value;
    }
}
