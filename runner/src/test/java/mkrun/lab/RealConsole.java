package mkrun.lab;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import mkrun.routeros.RouterosVersion;
import mkrun.testing.Needs;

/**
 * What a real router of some version says to a command, as far as the command tree that it showed of itself tells. It
 * shares nothing with the lab.
 */
final class RealConsole {
    private static final Map<RouterosVersion, RealConsole> ALL = new ConcurrentHashMap<>();

    private static final Node ARGUMENT = new Node("arg", new TreeMap<>());
    private static final Node NOWHERE = new Node("", new TreeMap<>());

    private final RouterosVersion version;
    private final Node root;
    private final List<Known> all = new ArrayList<>();

    /** A command and one of its arguments, or none. */
    record Known(String command, String argument) {}

    /** A menu, a command or an argument, with what stands below it. */
    private record Node(String type, NavigableMap<String, Node> children) {
        Node child(String name) {
            return children.getOrDefault(name, NOWHERE);
        }

        /** The child meant by a word: of that name, or the only one whose name begins so. */
        Optional<String> meant(String word, boolean argument) {
            if (children.containsKey(word) && child(word).is(argument)) {
                return Optional.of(word);
            }
            List<String> longer = children.subMap(word, word + '\uffff').entrySet().stream()
                    .filter(e -> e.getValue().is(argument))
                    .map(Map.Entry::getKey)
                    .toList();
            return longer.size() == 1 ? Optional.of(longer.get(0)) : Optional.empty();
        }

        private boolean is(boolean argument) {
            return type.equals("arg") == argument;
        }

        boolean command() {
            return type.equals("cmd");
        }
    }

    private RealConsole(RouterosVersion version) {
        this.version = version;
        try (InputStream in =
                new GZIPInputStream(Files.newInputStream(Needs.routerosSchema().resolve(version + ".json.gz")))) {
            JsonParser json = new JsonFactory().createParser(in);
            json.nextToken();
            this.root = read(json);
            collect(root, "", all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The object that begins here; descriptions of arguments are left out. */
    private static Node read(JsonParser json) throws IOException {
        NavigableMap<String, Node> children = new TreeMap<>();
        String type = "dir";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (json.nextToken() == JsonToken.START_OBJECT) {
                children.put(name, read(json));
            } else if (name.equals("_type")) {
                type = json.getText();
            }
        }
        return type.equals("arg") ? ARGUMENT : new Node(type, children);
    }

    static RealConsole of(RouterosVersion version) {
        return ALL.computeIfAbsent(version, RealConsole::new);
    }

    /**
     * A command as somebody may type it.
     *
     * @param words of the path, the last one the command's name
     * @param argument its name; empty for none
     * @param flag whether the argument takes no value
     * @param slashes whether slashes stand between the words, else blanks
     */
    record Typed(List<String> words, String argument, boolean flag, boolean slashes) {
        Typed {
            words = List.copyOf(words);
        }

        String line() {
            String path = "/" + String.join(slashes ? "/" : " ", words);
            return argument.isEmpty() ? path : path + " " + argument + (flag ? "" : "=1");
        }
    }

    /**
     * What a router says.
     *
     * @param meant path of the command that the words mean; empty if they mean none, {@code /} if words are left that the
     *     tree does not tell about
     * @param refusal its words; empty if it takes the command
     * @param column where it refuses; 0 if it does not
     */
    record Answer(String meant, Optional<String> refusal, int column) {
        private static Answer refused(String meant, String words, int column) {
            return new Answer(meant, Optional.of(words + " (line 1 column " + column + ")"), column);
        }
    }

    Answer answer(Typed typed) {
        Node node = root;
        List<String> path = new ArrayList<>();
        int column = 2;
        for (String word : typed.words()) {
            Optional<String> name = node.meant(word, false);
            boolean last = path.size() == typed.words().size() - 1;
            if (name.isEmpty()) {
                return unknown(word, column, last || !typed.slashes());
            }
            node = node.child(name.get());
            path.add(name.get());
            if (!last && node.command()) {
                return new Answer("/", Optional.empty(), 0);
            }
            column += word.length() + 1;
        }
        String command = "/" + String.join("/", path);
        boolean there =
                typed.argument().isEmpty() || node.meant(typed.argument(), true).isPresent();
        return there ? new Answer(command, Optional.empty(), 0) : noArgument(command, typed, column);
    }

    /** Whether words lead to a command, rather than to a menu or nowhere. */
    boolean isCommand(String path) {
        Node node = root;
        for (String word : path.substring(1).split("/")) {
            node = node.child(word);
        }
        return node.command();
    }

    private static Answer unknown(String word, int column, boolean named) {
        return named
                ? Answer.refused("", "bad command name " + word, column)
                : Answer.refused("", "syntax error", column + word.length());
    }

    /** Newer versions name what is no parameter; a word alone is left over in all of them. */
    private Answer noArgument(String command, Typed typed, int column) {
        return version.atLeast("7.23rc1") && !typed.flag()
                ? Answer.refused(
                        command,
                        "bad parameter " + typed.argument(),
                        column + typed.argument().length())
                : Answer.refused(command, "expected end of command", column);
    }

    /** Every command, and each of its arguments with it. */
    List<Known> all() {
        return all;
    }

    private static void collect(Node node, String path, List<Known> found) {
        node.children().forEach((name, child) -> {
            if (child == ARGUMENT) {
                found.add(new Known(path, name));
                return;
            }
            if (child.command()) {
                found.add(new Known(path + "/" + name, ""));
            }
            collect(child, path + "/" + name, found);
        });
    }
}
