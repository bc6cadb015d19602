package mkrun.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import mkrun.routeros.Argument;
import mkrun.routeros.Command;
import mkrun.routeros.Menu;
import mkrun.routeros.Menus;
import mkrun.routeros.RouterosVersion;
import mkrun.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The console against the command trees of real routers: it takes nothing that they do not have. */
class RealTreesTest {
    static Stream<String> versions() {
        return RouterosVersion.KNOWN.stream().map(RouterosVersion::toString);
    }

    private static JsonNode tree(String version) throws IOException {
        try (InputStream in =
                new GZIPInputStream(Files.newInputStream(Needs.routerosSchema().resolve(version + ".json.gz")))) {
            return new ObjectMapper().readTree(in);
        }
    }

    private static JsonNode at(JsonNode tree, String path) {
        JsonNode node = tree;
        for (String word : path.split("/")) {
            node = word.isEmpty() ? node : node.path(word);
        }
        return node;
    }

    /** The words of a menu that name menus and commands. */
    private static Set<String> words(JsonNode menu) {
        Set<String> words = new TreeSet<>();
        menu.properties().forEach(p -> {
            if (p.getValue().isObject()) {
                words.add(p.getKey());
            }
        });
        return words;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void takesNoCommandAndNoArgumentThatTheRealTreeLacks(String version) throws IOException {
        JsonNode tree = tree(version);
        TestConsole console = new TestConsole(version);
        List<String> lenient = new ArrayList<>();
        int refused = 0;
        for (Menu menu : Menus.emulated().all()) {
            if (menu.path().startsWith("/system/routerboard")) {
                continue; // the trees were read off virtual routers
            }
            for (Command command : menu.commands()) {
                String path = Console.child(menu.path(), command.name());
                boolean real = at(tree, path).path("_type").asText().equals("cmd");
                for (Argument argument : command.arguments()) {
                    String line = path + " " + argument.name() + (argument.flag() ? "" : "=1");
                    boolean there =
                            real && (has(at(tree, path), argument.name()) || standsForAValue(command, argument));
                    boolean taken = takes(console, line);
                    refused += taken ? 0 : 1;
                    if (taken && !there) {
                        lenient.add(line);
                    }
                }
            }
        }
        assertThat(lenient).isEmpty();
        assertThat(refused).as("something was asked that is refused").isPositive();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void showsNothingOfItselfThatTheRealTreeLacks(String version) throws IOException {
        JsonNode tree = tree(version);
        CommandTree ours =
                new CommandTree(new TestConsole(version).interpreter().console());
        List<String> lenient = new ArrayList<>();
        int arguments = showing(tree, ours, List.of(), lenient);
        assertThat(lenient).isEmpty();
        assertThat(arguments).isGreaterThan(3000);
    }

    /** Adds what is not there, or of another type, at a path or below it; says how many arguments there are. */
    private static int showing(JsonNode tree, CommandTree ours, List<String> path, List<String> lenient) {
        CommandTree.Node node = ours.at(path).orElseThrow();
        String shown = "/" + String.join("/", path);
        if (shown.startsWith("/system/routerboard")) {
            return 0; // the trees were read off virtual routers
        }
        if (!path.isEmpty() && !at(tree, shown).path("_type").asText().equals(node.type())) {
            lenient.add(node.type() + " " + shown);
        }
        int arguments = node.type().equals("arg") ? 1 : 0;
        for (CommandTree.Node child : node.children()) {
            List<String> inner = new ArrayList<>(path);
            inner.add(child.name());
            arguments += showing(tree, ours, inner, lenient);
        }
        return arguments;
    }

    /** By its name, or by what no other argument begins with. */
    private static boolean has(JsonNode command, String name) {
        List<String> longer =
                words(command).stream().filter(w -> w.startsWith(name)).toList();
        return command.has(name) || longer.size() == 1;
    }

    /** Where a version has no such flag, the word is a value: of {@code number}, {@code value-name}, {@code file-name}. */
    private static boolean standsForAValue(Command command, Argument argument) {
        return argument.flag() && Set.of("get", "import").contains(command.name());
    }

    private static boolean takes(TestConsole console, String line) {
        try {
            console.interpreter().session().parse(line);
            return true;
        } catch (RouterError refused) {
            return false;
        }
    }

    @Test
    void otherWordsAreThoseOfTheTreesThatOurTablesDoNotCover() throws IOException {
        Map<String, Set<String>> expected = new TreeMap<>();
        Set<String> menus = new TreeSet<>();
        for (Menu menu : Menus.emulated().all()) {
            for (String path = menu.path(); !path.isEmpty(); path = path.substring(0, path.lastIndexOf('/'))) {
                menus.add(path);
            }
        }
        for (String version : versions().toList()) {
            JsonNode tree = tree(version);
            for (String menu : menus) {
                expected.computeIfAbsent(menu, m -> new TreeSet<>()).addAll(words(at(tree, menu)));
            }
        }
        for (String menu : menus) {
            expected.get(menu).removeAll(covered(menu, menus));
        }
        expected.values().removeIf(Set::isEmpty);
        assertThat(new TreeMap<>(OtherWords.all())).isEqualTo(expected);
    }

    private static Set<String> covered(String menu, Set<String> menus) {
        Set<String> covered = new HashSet<>();
        Menus.emulated().menu(menu).ifPresent(m -> m.commands().forEach(c -> covered.add(c.name())));
        for (String other : menus) {
            String parent = other.substring(0, Math.max(1, other.lastIndexOf('/')));
            if (parent.equals(menu)) {
                covered.add(other.substring(other.lastIndexOf('/') + 1));
            }
        }
        return covered;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void layoutsNameRealProperties(String version) {
        MenuFields container = new TestConsole(version).interpreter().console().fields("/container");
        assertThat(container.layout().order()).isNotEmpty();
        for (Menu menu : Menus.emulated().all()) {
            Layout layout = Layout.of(RouterosVersion.parse(version), menu.path());
            Stream.of(layout.columns(), layout.order(), layout.flagFields(), layout.empty(), layout.bare())
                    .flatMap(names -> names.stream())
                    .forEach(name -> assertThat(menu.field(name))
                            .as(menu.path() + " " + name)
                            .isPresent());
        }
    }

    @Test
    void abbreviationsMustBeUniqueAmongAllWordsOfARouter() {
        TestConsole console =
                new TestConsole("7.22.3").given("/int bri add name=b", "/ip addr add address=1.1.1.1/8 int=b");
        assertThat(console.run("/con print")).isEqualTo("bad command name con (line 1 column 2)\r\n");
        assertThat(console.run("/interface/b/print")).isEqualTo("syntax error (line 1 column 13)\r\n");
        assertThat(console.run("/ip fire pr")).isEqualTo("bad command name pr (line 1 column 10)\r\n");
    }
}
