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

/** Plans where an owner's rows stand in a menu where order matters; rows of others are never moved. */
final class RowOrder {
    private final MenuRows seen;
    private final Anchor anchor;
    private final List<Optional<Row>> wanted = new ArrayList<>();
    private final List<Row> order;

    /**
     * @param seen the menu without the rows that go
     * @param entries in the order wanted
     */
    RowOrder(MenuRows seen, List<RouterEntry> entries, Anchor anchor) {
        this.seen = seen;
        this.anchor = anchor;
        this.order = new ArrayList<>(seen.rows());
        entries.forEach(e -> wanted.add(seen.marked(e.owner()).stream().findFirst()));
    }

    /** The commands that bring the rows that are there into order, each before the one that follows it. */
    List<RouterCommand> moves() throws TargetException {
        List<RouterCommand> moves = new ArrayList<>();
        Optional<Row> next = end();
        int least = anchor.none() || anchor.before() ? -1 : order.indexOf(anchor.in(seen));
        for (int i = wanted.size() - 1; i >= 0; i--) {
            if (wanted.get(i).isPresent()) {
                Row row = wanted.get(i).get();
                int place = order.indexOf(row);
                if (place < least || next.isPresent() && place > order.indexOf(next.get())) {
                    moves.add(move(row, next));
                    least = anchor.none() || anchor.before() ? -1 : order.indexOf(anchor.in(seen));
                }
                next = Optional.of(row);
            }
        }
        return moves;
    }

    /** The row before which the n-th entry is to be added; empty for the end of the menu. */
    Optional<Row> before(int entry) throws TargetException {
        for (int i = entry + 1; i < wanted.size(); i++) {
            if (wanted.get(i).isPresent()) {
                return wanted.get(i);
            }
        }
        return end();
    }

    private Optional<Row> end() throws TargetException {
        return anchor.none() || !anchor.before() ? Optional.empty() : Optional.of(anchor.in(seen));
    }

    private RouterCommand move(Row row, Optional<Row> before) {
        Undo undo = new RowUndo(seen).moved(row, List.copyOf(order));
        order.remove(row);
        order.add(before.map(order::indexOf).orElse(order.size()), row);
        CommandText move = CommandText.of(seen.menu(), "move").on(row);
        return new RouterCommand(seen.menu(), before.map(move::on).orElse(move))
                .undoneBy(undo)
                .changing(RowChange.moved(seen.menu(), row));
    }
}
