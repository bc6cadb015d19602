package mkrun.playbook;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
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
    private static final Pattern SAID_BY_CHECKER =
            Pattern.compile("^(unexpected named arg|required named param|argument for named param)");
    private static final Pattern TYPE_NAME = Pattern.compile("\\b(?:java\\.(?:lang|util)|groovy\\.lang)\\.(?=[A-Z])");

    /** What the parser says of a text that ends too early: all of it, with line feeds as two letters. */
    private static final Pattern ALL_OF_IT = Pattern.compile("^Unexpected input: '.*\\\\n", Pattern.DOTALL);

    private CompileErrors() {}

    /** All errors in the order of their places, without those that only follow from another one. */
    static List<Problem> problems(CompilationFailedException failure, SourceText source, String code) {
        if (!(failure instanceof MultipleCompilationErrorsException errors)) {
            return List.of(new Problem(source.position(0, 0), String.valueOf(failure.getMessage()), "", "", 0));
        }
        List<Problem> problems = new ArrayList<>();
        for (Message message : errors.getErrorCollector().getErrors()) {
            if (message instanceof SyntaxErrorMessage syntax) {
                String text = text(syntax.getCause(), code);
                if (!SAID_BY_CHECKER.matcher(text).find()) {
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
        return new Problem(
                source.position(line, column),
                text.split(WordChecker.HINT, 2)[0],
                hint(text, sourceLine),
                sourceLine,
                Math.max(1, end - column));
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
        return new Problem(
                source.position(error.getStartLine(), at + 1),
                text.split(WordChecker.HINT, 2)[0],
                hint(text, ""),
                line,
                at < 0 ? 0 : token.length());
    }

    /** What the checker says to do; a reserved word of Groovy that looks like one of ours never gets that far. */
    private static String hint(String text, String sourceLine) {
        if (sourceLine.strip().startsWith("package ")) {
            return "did you mean 'packages'?";
        }
        String[] parts = text.split(WordChecker.HINT, 2);
        return parts.length > 1 ? parts[1] : "";
    }

    private static String text(SyntaxException error, String code) {
        String text = error.getOriginalMessage().strip();
        text = AT.matcher(text.startsWith(CHECKER) ? text.substring(CHECKER.length()) : text)
                .replaceFirst("");
        if (ALL_OF_IT.matcher(text).find()) {
            long missing = code.chars().filter(c -> c == '{').count()
                    - code.chars().filter(c -> c == '}').count();
            return missing > 0
                    ? "a '}' is missing: not every '{' before here is closed"
                    : ALL_OF_IT.matcher(text).replaceFirst("Unexpected input: '");
        }
        return TYPE_NAME.matcher(text).replaceAll("");
    }

    private static String words(Message message) {
        StringWriter out = new StringWriter();
        message.write(new PrintWriter(out));
        return out.toString().strip();
    }
}
