package mkrun.lab.script;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mkrun.routeros.RouterosVersion;

/**
 * The actions of all users since the router started, of which {@code /undo} takes back the last and {@code /redo} makes
 * it again. A new action ends what could be made again. Guarded by the monitor of the {@link RouterState}.
 *
 * <p>Sources: RouterOS's manual, configuration management (undo, redo, table and details of the history, depth).
 */
final class History {
    static final String MENU = "/system/history";

    private static final int DEPTH = 100;

    private final RouterState state;
    private final DateTimeFormatter time;
    private final Deque<Action> done = new ArrayDeque<>();
    private final Deque<Action> undone = new ArrayDeque<>();
    private long last;

    private record Action(
            String id, String menu, String text, String by, String time, boolean undoable, RowChanges changes) {
        private TableRow row(String flag) {
            TableRow row = new TableRow(id, Map.of());
            return row.set("action", text)
                    .set("by", by)
                    .set("policy", "write")
                    .set("time", time)
                    .set("undoable", flag.equals("undoable"))
                    .set("redoable", flag.equals("redoable"))
                    .set("floating-undo", false);
        }
    }

    History(RouterState state) {
        this.state = state;
        RouterosVersion version = state.version();
        this.time = DateTimeFormatter.ofPattern(
                version.atLeast("7.10") ? "yyyy-MM-dd HH:mm:ss" : "MMM/dd/yyyy HH:mm:ss", Locale.ROOT);
    }

    /**
     * Keeps what a command did, unless it changed nothing that is configuration.
     *
     * @param by the user, empty for the router itself
     */
    void add(String menu, String command, String by, RowChanges changes) {
        if (changes.none() || ActionText.silent(menu)) {
            return;
        }
        undone.clear();
        done.push(new Action(
                "*" + Long.toString(++last, 16).toUpperCase(Locale.ROOT),
                menu,
                ActionText.of(menu, command, changes),
                by,
                LocalDateTime.now(state.clock()).format(time).toLowerCase(Locale.ROOT),
                !ActionText.forGood(menu),
                changes));
        if (done.size() > DEPTH) {
            done.removeLast();
        }
    }

    /** Takes back the last action, whoever did it. */
    void undo() throws RouterError {
        if (done.isEmpty() || !done.peek().undoable()) {
            throw RouterError.of("failure: nothing to undo");
        }
        Action action = done.pop();
        action.changes().takeBack();
        undone.push(action);
        settle(action);
    }

    /** Makes again what was taken back last. */
    void redo() throws RouterError {
        if (undone.isEmpty()) {
            throw RouterError.of("failure: nothing to redo");
        }
        Action action = undone.pop();
        action.changes().makeAgain();
        done.push(action);
        settle(action);
    }

    /** What follows from the rows, such as where disks are mounted, is as they are now. */
    private void settle(Action action) {
        state.table(action.menu()).refresh();
        state.changed();
    }

    /** The router starts anew. */
    void clear() {
        done.clear();
        undone.clear();
    }

    /** As rows of its menu, the latest first, those that can be made again before them. */
    List<TableRow> rows() {
        List<TableRow> rows = new ArrayList<>();
        undone.descendingIterator().forEachRemaining(a -> rows.add(a.row("redoable")));
        done.forEach(a -> rows.add(a.row(a.undoable() ? "undoable" : "")));
        return rows;
    }
}
