package mkrun.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import mkrun.op.router.RouterEntries;
import mkrun.op.router.RouterEntry;
import mkrun.routeros.Answer;
import mkrun.routeros.Dialect;
import mkrun.routeros.MenuSchema;
import mkrun.routeros.Reader;
import mkrun.routeros.RouterFacts;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.Row;
import mkrun.target.routeros.Expected;
import mkrun.target.routeros.KnownRouters;
import mkrun.target.routeros.RouterProbe;
import mkrun.target.routeros.RouterTarget;
import mkrun.target.routeros.RowRoom;
import mkrun.target.routeros.UploadSlots;
import mkrun.task.Plan;

/**
 * An address list of many rows: read from an answer, compared when all is as wanted, when a row differs, when all is new. With a
 * number of routers, as many such lists at a time.
 */
public final class TableBenchmark {
    private static final String LIST = ListRouter.LIST;

    private TableBenchmark() {}

    /** The arguments are the number of rows, 10,000 if there is none, and of routers that have them at a time, one if there is none. */
    public static void main(String[] arguments) throws Exception {
        int size = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
        if (arguments.length > 1) {
            fleet(size, Integer.parseInt(arguments[1]));
            return;
        }
        List<RouterEntry> entries = entries(size);
        StringBuilder answer = new StringBuilder("nonce-nonce m " + LIST + "\n[");
        for (int i = 0; i < size; i++) {
            answer.append(i == 0 ? "" : ",").append(ListRouter.row(i));
        }
        String text = answer.append("]\nnonce-nonce e\n").toString();
        RouterEntries all = new RouterEntries(LIST, "@big", entries);
        Dialect dialect = Dialect.of(RouterosVersion.parse("7.20.8"), Set.of("routeros"));
        Reader reader = new Reader("nonce-nonce");
        for (int round = 0; round < 3; round++) {
            long before = used();
            long allocated = allocated();
            long start = System.nanoTime();
            List<Row> rows =
                    reader.state(dialect, Set.of(LIST), Answer.of(text)).rows().get(LIST);
            System.out.printf(
                    "read %d rows of %d kB: %d ms, %d kB allocated%n",
                    rows.size(), text.length() / 1000, millis(start), (allocated() - allocated) / 1000);
            System.out.printf("kept: %d kB%n", (used() - before) / 1000);
            plan("nothing to do", all, rows);
            List<Row> one = new ArrayList<>(rows);
            one.remove(size / 2);
            plan("one row is missing", all, one);
            plan("all are new", all, List.of());
            plan("all go", new RouterEntries(LIST, "@big", List.of()), rows);
        }
    }

    private static List<RouterEntry> entries(int size) {
        List<RouterEntry> entries = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String address = ListRouter.address(i);
            entries.add(new RouterEntry(LIST, ordered(address), Map.of(), "@big/big " + address, true));
        }
        return entries;
    }

    /** What a run does to many routers at a time: connects to all, then looks at the list of each; nothing is to be done. */
    private static void fleet(int size, int routers) throws Exception {
        RouterEntries all = new RouterEntries(LIST, "@big", entries(size));
        RowRoom room = RowRoom.ofHeap();
        Expected expected = new Expected(Set.of(LIST), KnownRouters.NONE, Optional.of(RouterosVersion.parse("7.20.8")));
        List<ListRouter> links = new ArrayList<>();
        List<RouterTarget> targets = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < routers; i++) {
            ListRouter link = new ListRouter(size);
            links.add(link);
            targets.add(RouterTarget.open(() -> link, expected, UploadSlots.Way.FREE, room, notice -> {}));
        }
        for (RouterTarget target : targets) {
            target.prefetch(Set.of(LIST));
        }
        System.out.printf(
                "connected to %d: %d ms, rows take %d kB, used %d kB of %d kB%n",
                routers,
                millis(start),
                room.taken() / 1000,
                used() / 1000,
                Runtime.getRuntime().maxMemory() / 1000);
        long task = System.nanoTime();
        int changes = 0;
        for (RouterTarget target : targets) {
            changes += all.diff(all.inspect(target.probe(RouterProbe.class)))
                    .changes()
                    .size();
        }
        int exchanges = links.stream().mapToInt(ListRouter::exchanges).sum();
        System.out.printf("compared: %d changes, %d ms, %d exchanges%n", changes, millis(task), exchanges);
        targets.forEach(RouterTarget::close);
    }

    private static void plan(String what, RouterEntries all, List<Row> rows) throws Exception {
        long allocated = allocated();
        long start = System.nanoTime();
        Plan plan = all.diff(all.inspect(new Seen(rows)));
        System.out.printf(
                "%s: %d changes, %d ms, %d kB allocated%n",
                what, plan.changes().size(), millis(start), (allocated() - allocated) / 1000);
    }

    /** By this thread since it began: what passes through memory, of which a part is there at a time. */
    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static long millis(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static Map<String, Object> ordered(String address) {
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("list", "big");
        key.put("address", address);
        return key;
    }

    /** A router that has these rows. */
    private record Seen(List<Row> rows) implements RouterProbe {
        @Override
        public String user() {
            return "admin";
        }

        @Override
        public RouterFacts facts() {
            return new RouterFacts(
                    RouterosVersion.parse("7.20.8"),
                    "arm64",
                    "RB5009",
                    "ARM64",
                    "r1",
                    Set.of("routeros"),
                    Optional.of(true),
                    Set.of(),
                    0,
                    List.of(),
                    Optional.empty());
        }

        @Override
        public List<Row> rows(String menu) {
            return menu.equals(LIST) ? rows : List.of();
        }

        @Override
        public Optional<MenuSchema> schema(String menu) {
            throw new UnsupportedOperationException("the menu has a table");
        }

        @Override
        public OptionalLong fileSize(String path) {
            return OptionalLong.empty();
        }

        @Override
        public boolean exists(String path) {
            return false;
        }

        @Override
        public List<String> files(String directory) {
            return List.of();
        }
    }
}
