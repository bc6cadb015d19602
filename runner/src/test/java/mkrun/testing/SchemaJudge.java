package mkrun.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;

/**
 * Judges lines of RouterOS script by the command tree that a real router of that version showed of itself: every menu,
 * command and argument in it must be there. It shares nothing with mkrun's own tables, parser or lab. Values are not
 * judged; a router's tree does not tell them.
 */
public final class SchemaJudge {
    private static final Map<String, SchemaJudge> JUDGES = new ConcurrentHashMap<>();
    /** Arguments whose value is a script. */
    private static final Set<String> SCRIPTS = Set.of("do", "on-error", "else", "command");
    /** Commands whose values are expressions, so that a bare word is never the name of an argument. */
    private static final Set<String> NO_POSITIONS = Set.of("add", "print", "export");

    private final String version;
    private final JsonNode root;

    private SchemaJudge(String version) {
        this.version = version;
        Path file = Needs.routerosSchema().resolve(version + ".json.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            this.root = new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The judge for a version; skips the test where the trees are missing.
     *
     * @param version as RouterOS writes it without the channel, one of those in the schema folder
     */
    public static SchemaJudge of(String version) {
        return JUDGES.computeIfAbsent(version, SchemaJudge::new);
    }

    /** Fails unless a router of this version has all that the line names. */
    public void accept(String line) {
        List<String> complaints = complaints(line);
        if (!complaints.isEmpty()) {
            throw new AssertionError(
                    "RouterOS " + version + " has not: " + String.join("; ", complaints) + "\nin: " + line);
        }
    }

    /** What a router of this version has not; empty if it has all. */
    public List<String> complaints(String line) {
        List<String> complaints = new ArrayList<>();
        script(line, List.of(), complaints);
        return complaints;
    }

    private void script(String text, List<String> menu, List<String> complaints) {
        for (String statement : ScriptWords.split(text, ";\r\n")) {
            statement(ScriptWords.split(statement, " \t"), menu, complaints);
        }
    }

    private void statement(List<String> words, List<String> menu, List<String> complaints) {
        if (words.isEmpty()) {
            return;
        }
        String first = words.get(0);
        if (first.startsWith("{")) {
            script(ScriptWords.inner(first), menu, complaints);
            return;
        }
        if (first.startsWith("\"") || first.startsWith("$") || first.startsWith("(") || first.startsWith("[")) {
            words.forEach(w -> nested(w, menu, complaints));
            return;
        }
        List<String> path = new ArrayList<>(first.startsWith("/") || first.startsWith(":") ? List.of() : menu);
        if (!first.startsWith("/")
                && !first.startsWith(":")
                && node(path).path(first).isMissingNode()) {
            path.clear(); // a word that the menu lacks is looked up in the root
        }
        int used = walk(words, path, complaints);
        if (used > 0) {
            arguments(words.subList(used, words.size()), path, complaints);
        }
    }

    /** Follows a path, in slash or space form, to its command; says how many words it took, 0 if it led nowhere. */
    private int walk(List<String> words, List<String> path, List<String> complaints) {
        for (int i = 0; i < words.size(); i++) {
            for (String part : words.get(i).replaceFirst("^[/:]", "").split("/")) {
                path.add(part);
                if (node(path).isMissingNode()) {
                    complaints.add("the path /" + String.join("/", path));
                    return 0;
                }
            }
            if (node(path).path("_type").asText().equals("cmd")) {
                return i + 1;
            }
        }
        return 0; // a change of menu
    }

    private void arguments(List<String> words, List<String> path, List<String> complaints) {
        JsonNode command = node(path);
        List<String> menu = path.subList(0, path.size() - 1);
        int positions = NO_POSITIONS.contains(path.get(path.size() - 1)) ? 0 : command.size() - 1;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("where") && command.has("where")) {
                words.subList(i, words.size()).forEach(w -> nested(w, menu, complaints));
                return;
            }
            int equals = ScriptWords.assignment(word);
            String name = equals < 0 ? word : word.substring(0, equals);
            boolean named = equals >= 0 || command.has(word);
            if (named && !isArgument(command, name) || !named && --positions < 0) {
                complaints.add("the argument " + name + " of /" + String.join("/", path));
            }
            String value = equals < 0 ? word : word.substring(equals + 1);
            boolean script = SCRIPTS.contains(name) || !named || name.equals("in") && path.contains("onerror");
            if (value.startsWith("{") && script) {
                script(ScriptWords.inner(value), menu, complaints);
            } else {
                nested(value, menu, complaints);
            }
        }
    }

    private static boolean isArgument(JsonNode command, String name) {
        return command.path(name).path("_type").asText().equals("arg");
    }

    /** Judges the commands in square brackets inside of a value or an expression. */
    private void nested(String value, List<String> menu, List<String> complaints) {
        for (String script : ScriptWords.brackets(value)) {
            script(script, menu, complaints);
        }
    }

    private JsonNode node(List<String> path) {
        JsonNode node = root;
        for (String part : path) {
            node = part.isEmpty() ? node : node.path(part);
        }
        return node;
    }
}
