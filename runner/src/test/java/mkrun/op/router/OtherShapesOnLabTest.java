package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mkrun.routeros.Row;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Menus without a table of each shape: settings, rows with a key, rows with an order; each is made, changed and removed. */
@Timeout(120)
class OtherShapesOnLabTest {
    private static final String RULES = "/routing/filter/rule";
    private static final String FIRST = "if (dst in 10.0.0.0/8 && dst-len > 8) { accept; }";
    private static final String LAST = "reject;";

    @TempDir
    Path dir;

    private final List<String> shown = new ArrayList<>();

    /** Applies what is wanted, and sees that a second run has nothing to do. */
    private void run(LabPlay lab, OtherMenu wanted) throws Exception {
        LabPlay.Result made = lab.run(List.of(new NamedOperation("wanted", wanted)));
        shown.addAll(made.diff());
        assertThat(made.changed()).hasSize(1);
        LabPlay.Result again = lab.run(List.of(new NamedOperation("wanted", wanted)));
        assertThat(again.diff()).isEmpty();
    }

    private static Wish.Row row(String mark, Map<String, Object> key, Map<String, Object> values, boolean present) {
        return new Wish.Row(key, values, mark, present, Adoption.NONE, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.16.2", "7.24"})
    void aNoteMayHaveLinesAndSignsOfTheConsole(String version) throws Exception {
        try (LabPlay lab = new LabPlay(dir, version, "arm64")) {
            for (String note : List.of("Two \"lines\"\nand $more; k\u00fcche\\", "", "1w", "1h")) {
                run(lab, new OtherMenu("/system/note", List.of(), new Wish.Settings(Map.of("note", note))));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.16.2", "7.24"})
    void secretsOfRowsAreSetWhenTheyChangeAndNeverShown(String version) throws Exception {
        try (LabPlay lab = new LabPlay(dir, version, "arm64")) {
            for (String secret : List.of("hush-1", "hush \"2\" $x")) {
                run(lab, key(secret, true));
                run(lab, user(secret, true));
                assertThat(lab.console(":put [/ppp/secret/get [find where name=bob] password]"))
                        .startsWith(secret);
            }
            run(lab, key("", false));
            run(lab, user("", false));
            assertThat(lab.rows("/ppp/secret")).isEmpty();
            assertThat(String.join("\n", shown)).contains("key-val=********").doesNotContain("hush");
        }
    }

    private static OtherMenu key(String secret, boolean present) {
        return new OtherMenu(
                "/system/ntp/key",
                List.of("key-id"),
                row("7", Map.of("key-id", 7), present ? Map.of("key-val", secret) : Map.of(), present));
    }

    private static OtherMenu user(String secret, boolean present) {
        Map<String, Object> values = Map.of("password", secret, "limit-bytes-in", "1M", "remote-address", "10.0.0.9");
        return new OtherMenu(
                "/ppp/secret",
                List.of("name"),
                row("bob", Map.of("name", "bob"), present ? values : Map.of(), present));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.16.2", "7.24"})
    void rowsWithAnOrderKeepItAndAreTakenForTheTextThatTheyAre(String version) throws Exception {
        try (LabPlay lab = new LabPlay(dir, version, "arm64")) {
            lab.console(RULES + "/add chain=other rule=\"accept;\" comment=mine");
            run(lab, rules("a", FIRST, "b", LAST));
            run(lab, rules("a", FIRST, "c", "set bgp-med 5;", "b", LAST));
            assertThat(texts(lab)).containsExactly("accept;", FIRST, "set bgp-med 5;", LAST);
            run(lab, rules("b", LAST, "c", "set bgp-med 5;", "a", FIRST + " "));
            assertThat(texts(lab)).containsExactly("accept;", LAST, "set bgp-med 5;", FIRST + " ");
            run(lab, rules("b", LAST));
            assertThat(texts(lab)).containsExactly("accept;", LAST);
        }
    }

    private static OtherMenu rules(String... marksAndTexts) {
        List<Wish.Row> rows = new ArrayList<>();
        for (int i = 0; i < marksAndTexts.length; i += 2) {
            Map<String, Object> values = Map.of("chain", "in", "rule", marksAndTexts[i + 1]);
            rows.add(row("@f/" + marksAndTexts[i], values, Map.of(), true));
        }
        return new OtherMenu(RULES, List.of(), new Wish.Rows("@f", rows, Anchor.NONE, true));
    }

    private static List<String> texts(LabPlay lab) throws Exception {
        return lab.rows(RULES).stream().map((Row rule) -> rule.text("rule")).toList();
    }
}
