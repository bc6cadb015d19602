package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.task.Outcome;
import mkrun.task.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a router's ledger remembers of changes that are taken back. */
@Timeout(120)
class LedgerTakenBackTest {
    private final WholeRuns runs = new WholeRuns();

    @TempDir
    Path dir;

    /** Both files are junk: the user is told, and nothing that was there is lost. */
    @Test
    void aLedgerThatCannotBeReadIsToldOfAndKept() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            runs.run(play, List.of(user("secret-1", Optional.empty())));
            assertThat(runs.warnings()).isEmpty();
            play.console("/file/set mkrun-ledger.txt contents=junk");
            play.console("/file/set mkrun-ledger-copy.txt contents=junk-of-the-copy");

            assertThat(runs.run(play, List.of(user("secret-1", Optional.empty()))))
                    .isEmpty();

            assertThat(runs.warnings())
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("is no ledger of mkrun's, nor is its copy");
            assertThat(play.console(":put [/file/get mkrun-ledger-unreadable.txt contents]")
                            .strip())
                    .isEqualTo("junk");
            assertThat(runs.run(play, List.of(user("secret-1", Optional.empty()))))
                    .isEmpty();
            assertThat(runs.warnings()).isEmpty();
            assertThat(remembered(play).get(0)).contains("mkrun-ledger 1", "end");
        }
    }

    @Test
    void theLedgerForgetsWhatIsTakenBack() throws Exception {
        Optional<Transaction> whole = Optional.of(new Transaction("access", false));
        try (LabPlay play = new LabPlay(dir, "7.16.2", "arm64")) {
            play.run(List.of(logged("old", Optional.empty(), "dhcp", "dns")));
            List<Set<String>> before = remembered(play);

            // a user and a rule that are new, a rule that is changed, and one that goes
            Optional<Outcome> failed = runs.run(
                    play,
                    List.of(
                            user("correct", whole),
                            logged("new", whole, "dns", "ntp"),
                            RollbackOnLabTest.impossible(whole.get())));

            assertThat(failed).get().asString().contains("input does not match any value of interface");
            assertThat(runs.rollback()).get().satisfies(back -> {
                assertThat(back.reasons()).isEmpty();
                assertThat(back.undone()).hasSize(7);
                assertThat(back.toString()).doesNotContain("correct");
            });
            assertThat(runs.screen())
                    .contains(": ok=1    changed=0    unreachable=0    failed=1    ")
                    .contains("undone=2   ");
            assertThat(remembered(play)).isEqualTo(before);

            List<NamedOperation> both = List.of(user("correct", whole), logged("new", whole, "dns", "ntp"));
            assertThat(play.run(both).changed()).containsExactly("user", "logging");
            assertThat(play.run(both).diff()).isEmpty();
        }
    }

    @Test
    void aPasswordThatCannotBeTakenBackIsSetAgainWhateverIsWanted() throws Exception {
        Optional<Transaction> whole = Optional.of(new Transaction("access", false));
        try (LabPlay play = new LabPlay(dir, "7.16.2", "arm64")) {
            play.run(List.of(user("correct", whole)));
            runs.run(play, List.of(user("battery", whole), RollbackOnLabTest.impossible(whole.get())));
            assertThat(runs.rollback()).get().satisfies(back -> assertThat(back.reasons())
                    .singleElement()
                    .asString()
                    .contains("the router does not tell the old value of password"));
            assertThat(runs.screen())
                    .contains(": ok=2    changed=1    unreachable=0    failed=1    ")
                    .doesNotContain("undone=");
            assertThat(play.run(List.of(user("correct", whole))).changed()).containsExactly("user");
        }
    }

    private static NamedOperation logged(String prefix, Optional<Transaction> whole, String... topics) {
        List<RouterEntry> entries = new ArrayList<>();
        for (String topic : topics) {
            entries.add(new RouterEntry(
                    "/system/logging",
                    Map.of("topics", topic, "action", "echo"),
                    Map.of("prefix", prefix),
                    "@noc/" + topic,
                    true));
        }
        return new NamedOperation("logging", new RouterEntries("/system/logging", "@noc", entries), whole);
    }

    private static NamedOperation user(String password, Optional<Transaction> whole) {
        Map<String, Object> values = Map.of("group", "read", "password", Secret.of(password));
        return new NamedOperation("user", new RouterEntry("/user", Map.of("name", "bob"), values, "bob", true), whole);
    }

    /** Marks and hashes line by line, and what the rows they are of hold. */
    private static List<Set<String>> remembered(LabPlay play) throws TargetException {
        String ledger = play.console(":put [/file/get mkrun-ledger.txt contents]");
        return List.of(Set.copyOf(ledger.lines().toList()), values(play, "/system/logging"), values(play, "/user"));
    }

    private static Set<String> values(LabPlay play, String menu) throws TargetException {
        return play.rows(menu).stream()
                .map(row -> new TreeMap<>(row.values()).toString().replaceAll("last-logged-in=[^,}]*", ""))
                .collect(Collectors.toSet());
    }
}
