package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rules in the order of the playbook, among rules of others, on an emulated router. */
@Timeout(120)
class RowOrderTest {
    private static final String MENU = "/ip/firewall/filter";
    private static final Anchor BEFORE = new Anchor(true, Map.of("comment", "drop the rest"));
    private static final Anchor AFTER = new Anchor(false, Map.of("comment", "established"));

    @TempDir
    Path dir;

    private LabPlay lab;

    @BeforeEach
    void foreignRules() throws Exception {
        lab = new LabPlay(dir, "7.20.8", "arm64");
        for (String comment : List.of("established", "invalid", "drop the rest", "last")) {
            assertThat(lab.console(MENU + "/add chain=input action=passthrough comment=\"" + comment + "\""))
                    .isEmpty();
        }
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private static NamedOperation rules(Anchor anchor, String... marks) {
        return rules(false, anchor, marks);
    }

    private static NamedOperation rules(boolean adopt, Anchor anchor, String... marks) {
        List<RouterEntry> entries = new ArrayList<>();
        for (String mark : marks) {
            entries.add(new RouterEntry(
                    MENU,
                    Map.of("chain", "input", "protocol", "tcp", "dst-port", mark, "action", "accept"),
                    Map.of(),
                    "web/" + mark,
                    true,
                    adopt));
        }
        return new NamedOperation("rules", new RouterEntries(MENU, "web", entries, anchor));
    }

    private String order() throws TargetException {
        StringBuilder order = new StringBuilder();
        for (Row row : lab.rows(MENU)) {
            order.append(row.comment().replace("mkrun:web/", "")).append(", ");
        }
        return order.toString().replaceFirst(", $", "");
    }

    private LabPlay.Result run(NamedOperation rules) throws TargetException {
        LabPlay.Result result = lab.run(List.of(rules));
        assertThat(lab.run(List.of(rules)).changes()).as("second run").isEmpty();
        return result;
    }

    @Test
    void newRulesStandTogetherBeforeTheAnchorAndLaterOnesWhereTheyBelong() throws Exception {
        run(rules(BEFORE, "80", "443"));
        assertThat(order()).isEqualTo("established, invalid, 80, 443, drop the rest, last");
        LabPlay.Result result = run(rules(BEFORE, "22", "80", "8080", "443", "8443"));
        assertThat(order()).isEqualTo("established, invalid, 22, 80, 8080, 443, 8443, drop the rest, last");
        assertThat(result.changes()).hasSize(3);
        run(rules(BEFORE, "443", "22"));
        assertThat(order()).isEqualTo("established, invalid, 443, 22, drop the rest, last");
    }

    @Test
    void withoutAnAnchorOnlyTheirOwnOrderCounts() throws Exception {
        run(rules(Anchor.NONE, "1", "2", "3"));
        assertThat(order()).isEqualTo("established, invalid, drop the rest, last, 1, 2, 3");
        lab.console(MENU + "/move [find where comment=\"mkrun:web/2\"] [find where comment=\"invalid\"]");
        LabPlay.Result result = run(rules(Anchor.NONE, "1", "2", "3"));
        assertThat(order()).isEqualTo("established, 1, 2, invalid, drop the rest, last, 3");
        assertThat(result.changes()).hasSize(1);
    }

    /** As many commands as rows are out of place: that the others are behind them now costs nothing. */
    @Test
    void oneRowThatGoesToTheEndIsOneMove() throws Exception {
        run(rules(BEFORE, "1", "2", "3", "4", "5", "6"));
        assertThat(run(rules(BEFORE, "2", "3", "4", "5", "6", "1")).changes()).hasSize(1);
        assertThat(order()).isEqualTo("established, invalid, 2, 3, 4, 5, 6, 1, drop the rest, last");
        assertThat(run(rules(Anchor.NONE, "3", "4", "5", "6", "1", "2")).changes())
                .hasSize(1);
        assertThat(order()).isEqualTo("established, invalid, 3, 4, 5, 6, 1, 2, drop the rest, last");
        assertThat(run(rules(BEFORE, "4", "5", "7", "6", "2", "3")).changes()).hasSize(3);
        assertThat(order()).isEqualTo("established, invalid, 4, 5, 7, 6, 2, 3, drop the rest, last");
    }

    @Test
    void behindTheAnchorTheyMayBeTheLast() throws Exception {
        run(rules(new Anchor(false, Map.of("comment", "last")), "1", "2"));
        assertThat(order()).endsWith("last, 1, 2");
        lab.console(MENU + "/move [find where comment=\"mkrun:web/1\"] [find where comment=\"established\"]");
        run(rules(new Anchor(false, Map.of("comment", "last")), "1", "2"));
        assertThat(order()).endsWith("last, 1, 2");
    }

    /** At the end of a firewall everything is dropped already. */
    @Test
    void newRulesStandRightBehindTheAnchorOrTheirNeighbour() throws Exception {
        run(rules(AFTER, "80", "443"));
        assertThat(order()).isEqualTo("established, 80, 443, invalid, drop the rest, last");
        lab.console(MENU + "/add chain=input action=passthrough comment=\"between\" place-before="
                + "[find where comment=\"mkrun:web/443\"]");
        run(rules(AFTER, "80", "443", "8443"));
        assertThat(order()).isEqualTo("established, 80, between, 443, 8443, invalid, drop the rest, last");
        lab.console(MENU + "/move [find where comment=\"established\"] [find where comment=\"drop the rest\"]");
        run(rules(AFTER, "80", "443", "8443"));
        assertThat(order()).isEqualTo("between, invalid, established, 80, 443, 8443, drop the rest, last");
        run(rules(Anchor.NONE, "80", "443", "8443", "9000"));
        assertThat(order()).endsWith("8443, 9000, drop the rest, last");
    }

    @Test
    void rulesThatAreTakenOverComeIntoOrderAtOnce() throws Exception {
        lab.console(MENU + "/add chain=input action=accept protocol=tcp dst-port=443 comment=\"by hand\"");
        NamedOperation adopting = rules(true, BEFORE, "80", "443");
        run(adopting);
        assertThat(order()).isEqualTo("established, invalid, 80, 443 | by hand, drop the rest, last");
    }

    @Test
    void anAnchorThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> lab.run(List.of(rules(new Anchor(true, Map.of("comment", "nope")), "1"))))
                .hasMessage(MENU + ": no row has comment=nope, which the order counts from");
    }

    @Test
    void anyOrderComesFromAnyOtherAndForeignRulesStay() throws Exception {
        long seed = Long.getLong("mkrun.seed", 20261127L);
        Random random = new Random(seed);
        List<String> marks = new ArrayList<>(List.of("1", "2", "3", "4", "5", "6"));
        for (int round = 0; round < 12; round++) {
            Collections.shuffle(marks, random);
            Anchor anchor = List.of(BEFORE, AFTER, Anchor.NONE).get(random.nextInt(3));
            String[] wanted = marks.subList(0, 1 + random.nextInt(marks.size())).toArray(String[]::new);
            run(rules(anchor, wanted));
            List<String> order = List.of(order().split(", "));
            assertThat(order.stream().filter(marks::contains)).containsExactly(wanted);
            assertThat(order.stream().filter(o -> !marks.contains(o)))
                    .containsExactly("established", "invalid", "drop the rest", "last");
            if (anchor == BEFORE) {
                assertThat(order.indexOf(wanted[wanted.length - 1])).isLessThan(order.indexOf("drop the rest"));
            } else if (anchor == AFTER) {
                assertThat(order.indexOf(wanted[0])).isGreaterThan(order.indexOf("established"));
            }
        }
    }
}
