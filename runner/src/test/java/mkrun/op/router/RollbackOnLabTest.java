package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mkrun.routeros.CommandText;
import mkrun.target.Rollback;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.Undo;
import mkrun.task.Outcome;
import mkrun.task.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What failed half-way is taken back, and what ran runs again. */
@Timeout(120)
class RollbackOnLabTest {
    private static final String FILTER = "/ip/firewall/filter";

    private static final String RECORDS = "/ip/dns/static";

    private final WholeRuns runs = new WholeRuns();

    @TempDir
    Path dir;

    private Optional<Outcome> run(LabPlay play, List<NamedOperation> operations) throws InterruptedException {
        return runs.run(play, operations);
    }

    private Optional<Rollback> rollback() {
        return runs.rollback();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.16.2", "7.24"})
    void rowsOfAllKindsComeBackInTheirOrder(String version) throws Exception {
        Transaction whole = new Transaction("rules", false);
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            play.console("/ip/firewall/filter/add chain=input action=accept comment=theirs");
            run(play, List.of(new NamedOperation("rules", rules("a", "b", "c", "d"))));
            play.console("/ip/firewall/filter/add chain=input action=drop comment=last");
            Map<String, List<Map<String, String>>> before = play.settings(List.of(FILTER));

            Optional<Outcome> failed = run(
                    play,
                    List.of(
                            new NamedOperation("rules", rules("d", "e", "a", "x"), Optional.of(whole)),
                            new NamedOperation(
                                    "name",
                                    new RouterSettings("/system/identity", Map.of("name", "other")),
                                    Optional.of(whole)),
                            impossible(whole)));

            assertThat(failed).get().asString().contains("input does not match any value of interface");
            assertThat(rollback()).get().satisfies(back -> {
                assertThat(back.reasons()).isEmpty();
                assertThat(back.undone()).hasSizeGreaterThan(4);
            });
            assertThat(play.settings(List.of(FILTER))).isEqualTo(before);
            assertThat(play.rows("/system/identity").get(0).text("name")).isNotEqualTo("other");
            assertThat(play.run(List.of(new NamedOperation("rules", rules("a", "b", "c", "d"))))
                            .diff())
                    .isEmpty();
        }
    }

    /** The bridge is there again, but with another id, and somebody's port names the one that was removed. */
    @Test
    void whatNamedARowThatIsMadeAnewIsNotAsBefore() throws Exception {
        Transaction whole = new Transaction("bridge", false);
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            play.console("/interface/bridge/add name=br comment=\"mkrun:br\"");
            play.console("/interface/bridge/port/add bridge=br interface=ether5");
            run(
                    play,
                    List.of(
                            new NamedOperation(
                                    "bridge",
                                    new RouterEntry("/interface/bridge", Map.of("name", "br"), Map.of(), "br", false),
                                    Optional.of(whole)),
                            impossible(whole)));

            assertThat(rollback()).get().satisfies(back -> assertThat(back.reasons())
                    .singleElement()
                    .asString()
                    .endsWith(
                            "taken back, but the router does not show it as it was: it stands elsewhere, has other values,"
                                    + " or what named it names it no more"));
            assertThat(play.rows("/interface/bridge")).hasSize(1);
        }
    }

    /** A router keeps what was granted until it is denied by name, on the way back, too. */
    @ParameterizedTest
    @ValueSource(strings = {"7.20.8", "7.24"})
    void rightsAreTakenAwayByName(String version) throws Exception {
        Transaction whole = new Transaction("rights", false);
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            play.run(List.of(group(List.of("read", "api", "ssh"))));
            run(play, List.of(group(List.of("read", "write"), whole), impossible(whole)));
            assertThat(rollback().orElseThrow().reasons()).isEmpty();
            assertThat(granted(play)).containsExactlyInAnyOrder("read", "api", "ssh");

            List<NamedOperation> other = List.of(group(List.of("read", "write")));
            play.run(other);
            assertThat(granted(play)).containsExactlyInAnyOrder("read", "write");
            assertThat(play.run(other).diff()).isEmpty();
        }
    }

    private static NamedOperation group(List<String> policy, Transaction... whole) {
        return new NamedOperation(
                "group",
                new RouterEntry("/user/group", Map.of("name", "bots"), Map.of("policy", policy), "bots", true),
                Stream.of(whole).findFirst());
    }

    private static List<String> granted(LabPlay play) throws Exception {
        return play.rows("/user/group").stream()
                .filter(row -> row.text("name").equals("bots"))
                .flatMap(row -> Stream.of(row.text("policy").split(",")))
                .filter(policy -> !policy.startsWith("!"))
                .toList();
    }

    /** Between the change and the way back a person has removed one row, and set another so that nobody finds it. */
    @Test
    void whatStandsInsteadIsTold() throws Exception {
        Transaction whole = new Transaction("names", false);
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            run(play, List.of(named("a", "10.0.0.1"), named("b", "10.0.0.2")));
            run(
                    play,
                    List.of(
                            named("a", "10.0.0.11", whole),
                            named("b", "10.0.0.12", whole),
                            new NamedOperation(
                                    "hand",
                                    new GivenCommands(List.of(
                                            new RouterCommand(
                                                            RECORDS,
                                                            CommandText.of(RECORDS, "remove [find where name=a]"))
                                                    .undoneBy(Undo.UNNEEDED),
                                            new RouterCommand(
                                                            RECORDS,
                                                            CommandText.of(
                                                                    RECORDS, "set [find where name=b] comment=mine"))
                                                    .undoneBy(Undo.UNNEEDED))),
                                    Optional.of(whole)),
                            impossible(whole)));

            assertThat(rollback().orElseThrow().reasons())
                    .hasSize(2)
                    .satisfies(reasons ->
                            assertThat(reasons.get(0)).endsWith("does not show it as it was: address is another"))
                    .satisfies(reasons -> assertThat(reasons.get(1)).endsWith("it was: it is not there any more"));
        }
    }

    static NamedOperation named(String name, String address, Transaction... whole) {
        return new NamedOperation(
                name,
                new RouterEntry(RECORDS, Map.of("name", name), Map.of("address", address), name, true),
                Stream.of(whole).findFirst());
    }

    /** Fails whatever was done before it. */
    static NamedOperation impossible(Transaction whole) {
        return new NamedOperation(
                "impossible",
                new RouterEntry(
                        "/ip/address", Map.of("address", "10.0.0.1/24"), Map.of("interface", "nope"), "x", true),
                Optional.of(whole));
    }

    private static RouterEntries rules(String... names) {
        List<RouterEntry> entries = new ArrayList<>();
        for (String name : names) {
            entries.add(new RouterEntry(
                    FILTER,
                    Map.of("chain", "input", "dst-port", String.valueOf(1000 + name.charAt(0))),
                    Map.of("protocol", "tcp", "action", "accept", "comment", "note of " + name),
                    "@own/" + name,
                    true));
        }
        return new RouterEntries(FILTER, "@own", entries);
    }
}
