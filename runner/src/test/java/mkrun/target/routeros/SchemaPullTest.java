package mkrun.target.routeros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mkrun.routeros.Argument;
import mkrun.routeros.Command;
import mkrun.routeros.Dialect;
import mkrun.routeros.Menu;
import mkrun.routeros.MenuSchema;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.Schema;
import mkrun.routeros.SchemaText;
import mkrun.target.Progress;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;
import mkrun.testing.ConsoleLink;
import mkrun.testing.JudgedLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees read off emulated consoles, each question judged by the real tree of its version. */
class SchemaPullTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC);
    private static final Set<String> PACKAGES = Set.of("routeros", "container");

    @TempDir
    private Path dir;

    private static Schema pull(RouterLink link, String... roots) throws TargetException {
        return new SchemaPull(link, Progress.NONE).pull("r1", List.of(roots), NOON);
    }

    /** What a router of that version shows of itself if it is one of ours. */
    private static Map<String, MenuSchema> expected(String version) {
        Dialect dialect = Dialect.emulated(RouterosVersion.parse(version), PACKAGES);
        Map<String, Set<String>> below = new TreeMap<>();
        for (Menu menu : dialect.menus()) {
            String path = menu.path();
            below.computeIfAbsent(path, p -> new TreeSet<>());
            while (!path.equals("/")) {
                String parent = path.substring(0, Math.max(1, path.lastIndexOf('/')));
                below.computeIfAbsent(parent, p -> new TreeSet<>()).add(path.substring(path.lastIndexOf('/') + 1));
                path = parent;
            }
        }
        Map<String, MenuSchema> menus = new TreeMap<>();
        below.forEach((path, names) -> menus.put(
                path,
                MenuSchema.of(
                        path,
                        names,
                        dialect.commands(path).stream()
                                .collect(Collectors.toMap(Command::name, SchemaPullTest::arguments)))));
        return menus;
    }

    private static Set<String> arguments(Command command) {
        return command.arguments().stream().map(Argument::name).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.16.2", "7.20.8", "7.24"})
    void theWholeTreeIsReadInFewExchangesAndSurvivesItsFile(String version) throws Exception {
        JudgedLink link = new JudgedLink(ConsoleLink.of(version), version);
        List<String> steps = new ArrayList<>();
        Schema schema = new SchemaPull(link, (what, done, total) -> steps.add(done + " of " + total))
                .pull("r1", List.of("/"), NOON);
        assertThat(schema.menus()).isEqualTo(expected(version));
        assertThat(link.exchanges()).isLessThan(12);
        assertThat(link.lines()).allMatch(line -> line.length() < 4000);
        int menus = schema.menus().size();
        assertThat(steps).hasSize(link.exchanges() - 1).endsWith(menus + " of " + menus);
        assertThat(SchemaText.read(SchemaText.write(schema))).isEqualTo(schema);
        assertThat(schema.version()).hasToString(version);
        assertThat(schema.packages()).containsExactly("container", "routeros");
        assertThat(schema.source()).isEqualTo("the schema pulled from r1 on 2026-11-28");
    }

    @Test
    void aMenuIsReadWithAllThatIsBelowIt() throws Exception {
        Schema schema = pull(ConsoleLink.of("7.20.8"), "/ip/dhcp-server");
        assertThat(schema.menus().keySet())
                .containsExactly(
                        "/ip/dhcp-server",
                        "/ip/dhcp-server/lease",
                        "/ip/dhcp-server/network",
                        "/ip/dhcp-server/option");
        assertThat(schema.covers("/ip/dhcp-server/option/sets")).isTrue();
        assertThat(schema.covers("/ip/dhcp-server-x")).isFalse();
        assertThatThrownBy(() -> pull(ConsoleLink.of("7.20.8"), "/ip/dhcp-sever"))
                .hasMessage("192.0.2.1 has no menu /ip/dhcp-sever");
    }

    @Test
    void aMenuIsKeptBesideWhatWasPulledBefore() throws Exception {
        SchemaFiles files = new SchemaFiles(dir.resolve("schema"));
        SchemaFiles.Kept first = files.keep(pull(ConsoleLink.of("7.20.8"), "/ip/pool"));
        assertThat(first.written()).isTrue();
        assertThat(first.file()).hasFileName("7.20.8-arm64-container.json.gz");
        byte[] bytes = Files.readAllBytes(first.file());
        Clock later = Clock.offset(NOON, Duration.ofDays(1));
        SchemaFiles.Kept same = files.keep(
                new SchemaPull(ConsoleLink.of("7.20.8"), Progress.NONE).pull("r2", List.of("/ip/pool"), later));
        assertThat(same.written()).isFalse();
        assertThat(first.file()).hasBinaryContent(bytes);

        files.keep(pull(ConsoleLink.of("7.20.8"), "/ip/vrf"));
        files.keep(pull(ConsoleLink.of("7.20.8", Set.of("routeros")), "/ip/vrf"));
        files.keep(pull(ConsoleLink.of("7.24"), "/ip/vrf"));
        List<Schema> found = files.of(RouterosVersion.parse("7.20.8"));
        assertThat(found).hasSize(2);
        assertThat(found.get(0).roots()).containsExactly("/ip/pool", "/ip/vrf");
        assertThat(found.get(0).menus().keySet()).containsExactly("/ip/pool", "/ip/vrf");
        assertThat(files.all()).hasSize(3);

        files.keep(pull(ConsoleLink.of("7.20.8"), "/ip"));
        assertThat(files.of(RouterosVersion.parse("7.20.8")).get(0).roots()).containsExactly("/ip");
    }

    /** A link to a router that answers otherwise. */
    private static RouterLink saying(UnaryOperator<String> change) {
        return new JudgedLink(ConsoleLink.of("7.20.8"), "7.20.8") {
            @Override
            public String exec(String line) throws UnreachableException {
                String answer = super.exec(line);
                return line.contains("/console/inspect") ? change.apply(answer) : answer;
            }
        };
    }

    @Test
    void whatIsNoAnswerIsToldInTheRoutersWords() {
        assertThatThrownBy(() -> pull(saying(answer -> "not enough permissions (9)\r\n"), "/"))
                .hasMessage("192.0.2.1: the router does not show its commands; it said: not enough permissions (9)");
        assertThatThrownBy(() -> pull(saying(answer -> answer.replaceFirst("\\S+ e\r\n\\z", "")), "/ip/vrf"))
                .hasMessageStartingWith("192.0.2.1: the router's answer ends early; it said: ");
        assertThatThrownBy(() -> pull(saying(answer -> answer.replace(" d ip", " d ../ip")), "/"))
                .hasMessage("192.0.2.1: the router's answer has a word of no form: ../ip");
        assertThatThrownBy(() -> pull(saying(answer -> answer.replaceAll(" m .*", " m x")), "/ip/pool"))
                .hasMessage("192.0.2.1: the router's answer lacks /ip/pool");
    }

    @Test
    void aTreeWithoutEndIsLeft() {
        String commands =
                " c a" + IntStream.range(0, 5000).mapToObj(i -> " b" + i).collect(Collectors.joining());
        UnaryOperator<String> endless = answer -> {
            String nonce = answer.substring(0, answer.indexOf(' '));
            return answer.replaceAll("(?m)^" + nonce + " [cd] .*\r\n", "")
                    .replaceAll("(?m)^(" + nonce + ") (m .*)$", "$1 $2\r\n$1 d x\r\n$1 d y\r\n$1" + commands);
        };
        assertThatThrownBy(() -> pull(saying(endless), "/ip"))
                .hasMessage("192.0.2.1: its command tree has no end (more than 500000 words)");
    }

    @Test
    void damagedFilesAreNamed() throws Exception {
        Path file = dir.resolve("7.24-arm64.json.gz");
        Files.writeString(file, "no gzip");
        SchemaFiles files = new SchemaFiles(dir);
        assertThatThrownBy(() -> files.of(RouterosVersion.parse("7.24")))
                .hasMessage("the schema " + file + " cannot be read: Not in GZIP format; remove it, and pull it again"
                        + " (mkrun schema pull HOST)");
        assertThatThrownBy(() -> SchemaText.read("{}"))
                .hasMessage("it is no schema of mkrun's (format \"mkrun-schema 1\")");
    }
}
