package mkrun.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of thousands of rows: no command may look at each of them to add or change one. */
class LongTablesTest {
    private static final String LIST = "/ip/firewall/address-list";
    private static final int MANY = 250;
    private static final int PARTS = 32;
    private static final int SOME = 8;

    private final TestConsole console = new TestConsole("7.24");

    /**
     * With a look at each row for each the last would take many times as long as the first. Of several times for as many rows the
     * shortest counts: what else this machine does only makes some longer.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ip/firewall/address-list/add list=l address=$address",
                "/ip/dns/static/add name=$name address=$address",
                "/ip/dhcp-server/lease/add address=$address mac-address=$mac"
            })
    void addingARowDoesNotTakeLongerWhereThereAreThousands(String command) {
        String menu = command.replaceAll("/add .*", "");
        IntStream.range(0, SOME).forEach(part -> processorTime(command, part)); // so that what follows is compiled
        console.given(menu + "/remove [find]");
        long[] times = IntStream.range(0, PARTS)
                .mapToLong(part -> processorTime(command, part))
                .toArray();
        assertThat(shortest(times, PARTS - SOME)).isLessThan(3 * shortest(times, 0));
        assertThat(console.run(menu + "/print count-only")).startsWith(PARTS * MANY + "");
        console.given(menu + "/set [find] comment=c", menu + "/remove [find]");
        assertThat(console.run(menu + "/print count-only")).startsWith("0");
        console.given("/undo");
        assertThat(console.run(menu + "/print count-only")).startsWith(PARTS * MANY + "");
    }

    private static long shortest(long[] times, int from) {
        return Arrays.stream(times, from, from + SOME).min().orElseThrow();
    }

    /** What this thread needs to add a part of the rows. */
    private long processorTime(String command, int part) {
        String lines = IntStream.range(part * MANY, (part + 1) * MANY)
                .mapToObj(n -> command.replace("$address", "10.0." + n / 256 + "." + n % 256)
                        .replace("$name", "h" + n)
                        .replace("$mac", String.format(Locale.ROOT, "02:00:00:00:%02X:%02X", n / 256, n % 256)))
                .collect(Collectors.joining(";"));
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        console.given(lines);
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }

    /** Whatever happens to rows, they are found as by a look at each. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void rowsAreFoundAsByALookAtEach(long seed) {
        Random random = new Random(seed);
        Table table = console.state().table(LIST);
        List<TableRow> gone = new ArrayList<>();
        for (int step = 0; step < 2000; step++) {
            List<TableRow> rows = table.rows();
            TableRow any = rows.isEmpty() ? table.add(values(random)) : rows.get(random.nextInt(rows.size()));
            switch (random.nextInt(9)) {
                case 0, 1 -> table.add(values(random));
                case 2 -> {
                    table.remove(any);
                    gone.add(any);
                }
                case 3 -> any.set("list", values(random).get("list"));
                case 4 -> any.unset("address");
                case 5 -> table.moveToEnd(any);
                case 6 -> {
                    if (any != rows.stream().findFirst().orElse(any)) {
                        table.move(any, rows.get(0));
                    }
                }
                case 7 ->
                    gone.stream().findFirst().ifPresent(r -> {
                        r.set("list", "L1");
                        table.append(r);
                        gone.remove(r);
                    });
                default -> {
                    if (step % 100 == 0) {
                        table.replaceAll(rows.subList(0, rows.size() / 2));
                    }
                }
            }
            TableRow wanted = new TableRow("", values(random));
            assertThat(table.like(List.of("list", "address"), wanted))
                    .containsExactlyInAnyOrderElementsOf(table.rows().stream()
                            .filter(r -> r.text("list").equalsIgnoreCase(wanted.text("list"))
                                    && r.text("address").equals(wanted.text("address")))
                            .toList());
            assertThat(table.where("list", wanted.text("list")))
                    .isEqualTo(table.rows().stream()
                            .filter(r -> r.text("list").equals(wanted.text("list")))
                            .findFirst());
            assertThat(table.row(any.id()))
                    .isEqualTo(table.rows().stream()
                            .filter(r -> r.id().equals(any.id()))
                            .findFirst());
        }
    }

    private static Map<String, String> values(Random random) {
        List<String> lists = List.of("l1", "L1", "l2");
        return Map.of("list", lists.get(random.nextInt(3)), "address", "10.0.0." + random.nextInt(9));
    }

    /** Rows that come at the end and rows that move, in one command and in the next. */
    @Test
    void whatWasAppendedAndMovedIsTakenBackAndMadeAgain() {
        ChangeNotes notes = console.state().notes();
        Table table = console.state().table("/ip/firewall/filter");
        TableRow first = table.add(Map.of("comment", "a"));
        notes.begin();
        TableRow second = table.add(Map.of("comment", "b"));
        TableRow third = table.add(Map.of("comment", "c"));
        table.move(third, first);
        table.remove(second);
        RowChanges changes = notes.end();
        changes.takeBack();
        assertThat(table.rows()).containsExactly(first);
        changes.makeAgain();
        assertThat(table.rows()).containsExactly(third, first);
        assertThat(table.where("comment", "b")).isEqualTo(Optional.empty());
    }
}
