package mkrun.routeros;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import mkrun.lab.script.Interpreter;
import mkrun.lab.script.RouterState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our scripts on the emulated console, which runs RouterOS's language by rules of its own: what is written is read back. */
class ScriptsOnConsoleTest {
    private static final String NONCE = "q7Lr2kPz";
    private final Reader reader = new Reader(NONCE);
    private List<String> nasty = List.of();

    static Stream<RouterosVersion> releases() {
        return RouterosVersion.KNOWN.stream();
    }

    @BeforeEach
    void values() {
        nasty = QuoteTest.nasty().filter(v -> !v.isEmpty()).limit(60).toList();
    }

    private static Interpreter console(RouterosVersion version, String... packages) {
        RouterState state = new RouterState(version, Set.of(packages));
        state.single("/system/resource")
                .set("version", version + " (stable)")
                .set("architecture-name", "x86_64")
                .set("board-name", "CHR")
                .set("free-hdd-space", "73195520");
        state.single("/system/identity").set("name", "r;1=\"$x\" é");
        state.single("/system/device-mode").set("container", true);
        for (String name : packages) {
            state.table("/system/package").add(Map.of("name", name, "version", version.toString()));
        }
        state.table("/disk").add(Map.of("slot", "usb1", "fs", "ext4", "free", "1000", "mounted", "true"));
        return new Interpreter(state, time -> {});
    }

    @ParameterizedTest
    @MethodSource("releases")
    void factsAreReadWithAndWithoutThePackage(RouterosVersion version) throws Exception {
        for (String[] packages : List.of(new String[0], new String[] {"container"})) {
            Interpreter console = console(version, packages);
            RouterFacts facts = reader.facts(Answer.of(console.execute(reader.factsScript())));
            assertThat(facts.version()).isEqualTo(version);
            assertThat(facts.identity()).isEqualTo("r;1=\"$x\" é");
            assertThat(facts.packages()).containsExactlyInAnyOrder(packages);
            assertThat(facts.containersAllowed()).contains(true);
            assertThat(facts.disks()).containsExactly(new RouterFacts.Disk("usb1", "ext4", true, 0, 1000));
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void whatABatchWritesTheReaderReads(RouterosVersion version) throws Exception {
        Interpreter console = console(version, "container");
        Dialect dialect = console.state().dialect();
        List<String> commands = nasty.stream()
                .map(v -> CommandText.of("/interface/list", "add")
                        .with("name", "list-" + nasty.indexOf(v))
                        .with("comment", v)
                        .text())
                .toList();
        for (Batch batch : Batch.of(commands, NONCE)) {
            assertThat(batch.parse(console.execute(batch.text()))).matches(BatchResult::ok, "all done");
        }
        List<String> menus = List.of("/interface/list", "/system/identity", "/ip/address");
        Map<String, List<Row>> state = reader.state(
                        dialect, menus, Answer.of(console.execute(reader.stateScript(dialect, menus))))
                .rows();
        assertThat(state.get("/interface/list"))
                .filteredOn(r -> r.text("name").startsWith("list-"))
                .extracting(Row::comment)
                .isEqualTo(nasty);
        assertThat(state.get("/system/identity"))
                .extracting(r -> r.text("name"))
                .containsExactly("r;1=\"$x\" é");
        assertThat(state.get("/ip/address")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void aFailingCommandIsFoundWithTheRoutersWords(RouterosVersion version) {
        Interpreter console = console(version);
        Batch batch = Batch.of(
                        List.of(
                                "/interface/list/add name=a",
                                "/interface/list/add name=b bogus=1",
                                "/interface/list/add name=c"),
                        NONCE)
                .get(0);
        BatchResult refused = batch.parse(console.execute(batch.text()));
        assertThat(refused.steps())
                .extracting(BatchResult.Step::status)
                .containsExactly(BatchResult.Status.NOT_RUN, BatchResult.Status.FAILED, BatchResult.Status.NOT_RUN);
        Batch again = Batch.of(List.of("/interface/list/add name=a", "/interface/list/add name=a"), NONCE)
                .get(0);
        BatchResult twice = again.parse(console.execute(again.text()));
        assertThat(twice.failed()).contains(1);
        assertThat(twice.steps().get(1).output()).startsWith("failure: ");
    }
}
