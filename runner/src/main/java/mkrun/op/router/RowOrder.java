package mkrun.op.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mkrun.routeros.CommandText;
import mkrun.routeros.Row;
import mkrun.routeros.access.RowChange;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.Undo;

/**
 * Plans where an owner's rows stand in a menu where order matters; rows of others are never moved. A new row goes next to its
 * neighbours in the playbook, or to the row that the order counts from.
 */
final class RowOrder {
    private final MenuRows seen;
    private final Optional<Row> anchor;
    private final boolean before;
    private final List<Optional<Row>> wanted = new ArrayList<>();
    private final List<Row> order;

    /**
     * @param seen the menu without the rows that go
     * @param entries in the order wanted
     * @throws TargetException if the row that the order counts from cannot be told or is one of those that are ordered, or if
     *     somebody else's row that will do for an entry is on the wrong side of it
     */
    RowOrder(MenuRows seen, ForeignRows foreign, List<RouterEntry> entries, Anchor anchor) throws TargetException {
        this.seen = seen;
        this.before = anchor.before();
        this.anchor = anchor.none() ? Optional.empty() : Optional.of(anchor.in(seen));
        this.order = new ArrayList<>(seen.rows());
        for (RouterEntry entry : entries) {
            List<Row> own = seen.marked(entry.owner());
            own.stream().skip(1).forEach(order::remove); // copies, which go
            Optional<Row> row = own.isEmpty() ? foreign.adoptable(entry) : Optional.of(own.get(0));
            if (row.isPresent() && row.equals(this.anchor)) {
                throw new TargetException(entry.title() + ": it is the row that has " + anchor.words()
                        + ", and cannot stand " + anchor.side() + " itself; name a row of somebody else's");
            }
            if (row.isEmpty() && !anchor.none()) {
                checkStandIn(entry, foreign, anchor);
            }
            wanted.add(row);
        }
    }

    private void checkStandIn(RouterEntry entry, ForeignRows foreign, Anchor from) throws TargetException {
        Optional<Row> row = ForeignRows.whole(entry) ? Optional.empty() : foreign.rival(entry);
        if (row.isPresent() && !row.equals(anchor) && before != place(row) < place(anchor)) {
            throw foreign.misplaced(entry, row.get(), from.side() + " the one that has " + from.words());
        }
    }

    private int place(Optional<Row> row) {
        return row.map(order::indexOf).orElse(-1);
    }

    /**
     * The commands that bring the rows that are there into order: as few as can be, each row put before the one that follows
     * it, or behind those that stay.
     */
    List<RouterCommand> moves() {
        List<Row> rows = wanted.stream().flatMap(Optional::stream).toList();
        boolean[] stays = staying(rows);
        List<RouterCommand> moves = new ArrayList<>();
        Optional<Row> next = before ? anchor : Optional.empty();
        for (int i = rows.size() - 1; i >= 0; i--) {
            Row row = rows.get(i);
            if (!stays[i]) {
                int last = i;
                while (last >= 0 && !stays[last]) {
                    last--;
                }
                Optional<Row> behind = last < 0 ? anchor : Optional.of(rows.get(last));
                moves.add(move(row, next.or(() -> following(behind))));
            }
            next = Optional.of(row);
        }
        return moves;
    }

    /** The most rows that are in order and on the right side of the anchor already; of several choices the latest rows. */
    private boolean[] staying(List<Row> rows) {
        int[] places = rows.stream().mapToInt(order::indexOf).toArray();
        int from = before ? -1 : anchor.map(order::indexOf).orElse(-1);
        int to = before ? anchor.map(order::indexOf).orElse(order.size()) : order.size();
        int[] most = new int[places.length + 1]; // how many can stay from this one on
        int[] then = new int[places.length];
        int first = places.length;
        for (int i = places.length - 1; i >= 0; i--) {
            if (places[i] <= from || places[i] >= to) {
                continue;
            }
            then[i] = places.length;
            for (int j = places.length - 1; j > i; j--) {
                if (places[j] > places[i] && most[j] > most[then[i]]) {
                    then[i] = j;
                }
            }
            most[i] = most[then[i]] + 1;
            first = most[i] > most[first] ? i : first;
        }
        boolean[] stays = new boolean[places.length];
        for (int i = first; i < places.length; i = then[i]) {
            stays[i] = true;
        }
        return stays;
    }

    /** The row before which the n-th entry is to be added, or made anew; empty for the end of the menu. */
    Optional<Row> before(int entry) {
        if (wanted.get(entry).isPresent()) {
            return following(wanted.get(entry));
        }
        for (int i = entry + 1; i < wanted.size(); i++) {
            if (wanted.get(i).isPresent()) {
                return wanted.get(i);
            }
        }
        return before ? anchor : following(predecessor(entry).or(() -> anchor));
    }

    private Optional<Row> predecessor(int entry) {
        for (int i = entry - 1; i >= 0; i--) {
            if (wanted.get(i).isPresent()) {
                return wanted.get(i);
            }
        }
        return Optional.empty();
    }

    /** The next row that does not come and go by itself, before which others can be put; empty behind the last. */
    private Optional<Row> following(Optional<Row> row) {
        return row.flatMap(r -> RowUndo.next(r, order));
    }

    private RouterCommand move(Row row, Optional<Row> next) {
        Undo undo = new RowUndo(seen).moved(row, List.copyOf(order));
        order.remove(row);
        order.add(next.map(order::indexOf).orElse(order.size()), row);
        CommandText move = CommandText.of(seen.menu(), "move").on(row);
        return new RouterCommand(seen.menu(), next.map(move::on).orElse(move))
                .undoneBy(undo)
                .changing(RowChange.moved(seen.menu(), row));
    }
}
