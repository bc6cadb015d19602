package mkrun.playbook;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.messages.Message;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

/** Turns what Groovy's compiler says into problems with the words, places and carets of ours. */
final class CompileErrors {
    private static final String CHECKER = "[Static type checking] - ";
    private static final Pattern AT = Pattern.compile(" @ line \\d+, column \\d+\\.$");
    private static final Pattern OPTION_TYPE =
            Pattern.compile("argument for named param '(.+)' has type '(.+)' but expected '(.+)'\\.");
    private static final Pattern OPTION_MISSING = Pattern.compile("required named param '(.+)' not found\\.");
    private static final Pattern TYPE_NAME = Pattern.compile("\\b(?:java\\.(?:lang|util)|groovy\\.lang)\\.(?=[A-Z])");

    private CompileErrors() {}

    /** All errors in the order of their places, without those that only follow from another one. */
    static List<Problem> problems(CompilationFailedException failure, SourceText source, String code) {
        if (!(failure instanceof MultipleCompilationErrorsException errors)) {
            return List.of(new Problem(source.position(0, 0), String.valueOf(failure.getMessage()), "", "", 0));
        }
        List<Problem> problems = new ArrayList<>();
        for (Message message : errors.getErrorCollector().getErrors()) {
            if (message instanceof SyntaxErrorMessage syntax) {
                String text = text(syntax.getCause());
                if (!text.startsWith("unexpected named arg")) { // WordChecker has said it, at its place
                    problems.add(problem(syntax.getCause(), text, source, code));
                }
            } else {
                problems.add(new Problem(source.position(0, 0), words(message), "", "", 0));
            }
        }
        return problems;
    }

    private static Problem problem(SyntaxException error, String text, SourceText source, String code) {
        int line = error.getStartLine();
        int column = error.getStartColumn();
        String sourceLine = source.line(line);
        if (!code.equals(source.text())) {
            return inTemplate(error, text, source, code);
        }
        int end = error.getEndLine() == line ? error.getEndColumn() : sourceLine.length() + 1;
        String[] parts = text.split(WordChecker.HINT, 2);
        String hint = parts.length > 1 ? parts[1] : "";
        return new Problem(source.position(line, column), parts[0], hint, sourceLine, Math.max(1, end - column));
    }

    /** Lines of a template are those of its script, columns are not: what is meant is looked for in the line. */
    private static Problem inTemplate(SyntaxException error, String text, SourceText source, String code) {
        String line = source.line(error.getStartLine());
        String scriptLine =
                code.lines().skip(error.getStartLine() - 1L).findFirst().orElse("");
        int from = Math.min(error.getStartColumn() - 1, scriptLine.length());
        int to = error.getEndLine() == error.getStartLine() ? error.getEndColumn() - 1 : scriptLine.length();
        String token = from >= 0 && from < to && to <= scriptLine.length() ? scriptLine.substring(from, to) : "";
        int at = token.isEmpty() ? -1 : line.indexOf(token);
        String[] parts = text.split(WordChecker.HINT, 2);
        String hint = parts.length > 1 ? parts[1] : "";
        return new Problem(
                source.position(error.getStartLine(), at + 1), parts[0], hint, line, at < 0 ? 0 : token.length());
    }

    private static String text(SyntaxException error) {
        String text = error.getOriginalMessage();
        text = AT.matcher(text.startsWith(CHECKER) ? text.substring(CHECKER.length()) : text)
                .replaceFirst("");
        Matcher type = OPTION_TYPE.matcher(text);
        if (type.matches()) {
            return "option '" + type.group(1) + "' is " + simple(type.group(2)) + ", wanted is "
                    + simple(type.group(3));
        }
        Matcher missing = OPTION_MISSING.matcher(text);
        return missing.matches() ? "option '" + missing.group(1) + "' is missing" : simple(text);
    }

    private static String simple(String text) {
        return TYPE_NAME.matcher(text).replaceAll("");
    }

    private static String words(Message message) {
        java.io.StringWriter out = new java.io.StringWriter();
        message.write(new java.io.PrintWriter(out));
        return out.toString().strip();
    }
}
