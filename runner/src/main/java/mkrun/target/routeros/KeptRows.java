package mkrun.target.routeros;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import mkrun.routeros.Row;
import mkrun.routeros.RowTable;

/**
 * The rows that are kept of one router's menus. Long ones need room in a {@link RowRoom}; those that find none are not kept.
 * For one thread, but for {@link #close}.
 */
final class KeptRows {
    /** A menu that takes fewer bytes is always kept: to ask for it again would cost more than it saves. */
    static final long SHORT = 8 * 1024;

    private final RowRoom room;
    private final Map<String, List<Row>> kept = new HashMap<>();
    private final Set<String> tooLong = new HashSet<>();
    private final AtomicLong taken = new AtomicLong();

    KeptRows(RowRoom room) {
        this.room = room;
    }

    /** Keeps the rows of a menu in place of what was kept of it, if there is room. */
    void keep(String menu, List<Row> rows) {
        drop(menu);
        long bytes = bytes(rows);
        if (bytes == 0 || room.take(bytes)) {
            taken.addAndGet(bytes);
            kept.put(menu, rows);
        } else {
            tooLong.add(menu);
        }
    }

    private void drop(String menu) {
        tooLong.remove(menu);
        List<Row> before = kept.remove(menu);
        if (before != null) {
            long bytes = bytes(before);
            taken.addAndGet(-bytes);
            room.give(bytes);
        }
    }

    /** What has to be taken of the room for them. */
    private static long bytes(List<Row> rows) {
        long bytes = rows instanceof RowTable table ? table.bytes() : 0;
        return bytes < SHORT ? 0 : bytes;
    }

    /** The rows of a menu, if they are kept. */
    Optional<List<Row>> of(String menu) {
        return Optional.ofNullable(kept.get(menu));
    }

    /** The menus of which rows are kept. */
    Set<String> menus() {
        return Set.copyOf(kept.keySet());
    }

    /** The menus that found no room when they were read last. */
    Set<String> tooLong() {
        return Set.copyOf(tooLong);
    }

    /** Forgets all. */
    void clear() {
        menus().forEach(this::drop);
        tooLong.clear();
    }

    /** Gives back the room; nothing is to be kept from now on. */
    void close() {
        room.give(taken.getAndSet(0));
    }
}
