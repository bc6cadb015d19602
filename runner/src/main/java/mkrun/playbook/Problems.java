package mkrun.playbook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mkrun.task.SourcePos;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong while a playbook loads. The same problem on several hosts is one problem that names them. */
final class Problems {
    private static final int NAMED_HOSTS = 3;
    private static final int LINES_OF_A_CALL = 8;
    /** Of a call whose lines are told from others by a value, too: as many as lists of rows are long. */
    private static final int LINES_OF_ROWS = 500;

    /** @param value what stands behind the token, where it may be there more than once; empty if that is not known */
    private record Found(SourcePos position, String message, String hint, String token, String value) {}

    private final List<Problem> compiled = new ArrayList<>();
    private final Map<Found, Set<String>> evaluated = new LinkedHashMap<>();
    private final Map<String, SourceText> sources = new HashMap<>();
    private @Nullable String host;

    /** A file that positions may name. */
    void know(SourceText source) {
        sources.put(source.name(), source);
    }

    /** The host that is being evaluated, null between hosts. */
    void evaluating(@Nullable String hostName) {
        host = hostName;
    }

    void addAll(List<Problem> problems) {
        compiled.addAll(problems);
    }

    void add(LoadProblem problem) {
        String message = String.valueOf(problem.getMessage());
        if (message.isEmpty()) {
            return; // told already
        }
        add(problem.position(), message, problem.hint(), problem.token());
    }

    /**
     * @param token the part of the line that is meant, as written there; empty for the whole statement
     */
    void add(SourcePos position, String message, String hint, String token) {
        add(new Found(position, message, hint, token, ""));
    }

    /**
     * Adds a value that a field cannot have.
     *
     * @param field as it is written there
     * @param value as it is written behind it, which tells it from others of that name; empty if that is not known
     */
    void refuse(SourcePos position, String message, String field, String value) {
        add(new Found(position, message, "", field, value));
    }

    private void add(Found found) {
        Set<String> hosts = evaluated.computeIfAbsent(found, f -> new LinkedHashSet<>());
        if (host != null) {
            hosts.add(host);
        }
    }

    boolean isEmpty() {
        return compiled.isEmpty() && evaluated.isEmpty();
    }

    /** All problems, by file in the order in which files were read, then by place. */
    List<Problem> all() {
        List<Problem> all = new ArrayList<>(compiled);
        evaluated.forEach((found, hosts) -> all.add(problem(found, hosts)));
        List<String> files =
                all.stream().map(p -> p.position().file()).distinct().toList();
        all.sort(Comparator.comparingInt(
                        (Problem p) -> files.indexOf(p.position().file()))
                .thenComparingInt(p -> p.position().line())
                .thenComparingInt(p -> p.position().column()));
        return all.stream().distinct().toList();
    }

    private Problem problem(Found found, Set<String> hosts) {
        String message = found.message() + forHosts(hosts);
        SourceText source = sources.get(found.position().file());
        if (source == null || found.position().line() == 0) {
            return new Problem(found.position(), message, found.hint(), "", 0);
        }
        int line = found.position().line();
        for (int i = line; i < line + LINES_OF_ROWS && !found.value().isEmpty(); i++) {
            int at = find(found.token(), found.value(), source.line(i));
            if (at >= 0) {
                return at(found, source, i, at, message);
            }
        }
        for (int i = line; i < line + LINES_OF_A_CALL && !found.token().isEmpty(); i++) {
            int at = find(found.token(), source.line(i));
            if (at >= 0) {
                return at(found, source, i, at, message);
            }
        }
        String text = source.line(line);
        int start = text.length() - text.stripLeading().length();
        return new Problem(
                source.position(line, start + 1),
                message,
                found.hint(),
                text,
                text.strip().length());
    }

    private static Problem at(Found found, SourceText source, int line, int start, String message) {
        return new Problem(
                source.position(line, start + 1),
                message,
                found.hint(),
                source.line(line),
                found.token().length());
    }

    /** Where a token stands in a line with that value behind it, as {@code token: 'value'}; negative if nowhere. */
    private static int find(String token, String value, String line) {
        Matcher named = Pattern.compile("(?<![\\w-])" + Pattern.quote(token) + "(?![\\w-])['\"]?\\s*:\\s*['\"]?"
                        + Pattern.quote(value) + "(?![\\w.-])")
                .matcher(line);
        return named.find() ? named.start() : -1;
    }

    /**
     * Where a token stands in a line: in quotes if it is there so, else before a colon, else as a word of its own, else as a part
     * of one; negative if it does not.
     */
    private static int find(String token, String line) {
        int quoted = Math.max(line.indexOf("'" + token + "'"), line.indexOf('"' + token + '"'));
        if (quoted >= 0) {
            return quoted + 1;
        }
        String word = "(?<![\\w-])" + Pattern.quote(token) + "(?![\\w-])";
        return Stream.of(word + "\\s*:", word)
                .map(form -> Pattern.compile(form).matcher(line))
                .filter(Matcher::find)
                .map(Matcher::start)
                .findFirst()
                .orElseGet(() -> line.indexOf(token));
    }

    private static String forHosts(Set<String> hosts) {
        if (hosts.isEmpty()) {
            return "";
        }
        String named = String.join(", ", hosts.stream().limit(NAMED_HOSTS).toList());
        int more = hosts.size() - NAMED_HOSTS;
        return " (host" + (hosts.size() > 1 ? "s " : " ") + named + (more > 0 ? " and " + more + " more" : "") + ")";
    }
}
