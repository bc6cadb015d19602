package mkrun.op.router;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import mkrun.routeros.ContainerState;
import mkrun.routeros.Row;
import mkrun.target.routeros.AwaitRows;
import mkrun.target.routeros.AwaitRows.State;

/** Tells from the rows of {@code /container} how far a container is on its way to a state. */
final class StateJudge implements AwaitRows.Judge {
    /** A new state must be seen twice: routers have been seen to tell one too early. */
    private static final int SURE = 2;

    private final Predicate<Row> which;
    private final Function<Row, State> opinion;
    private final Supplier<State> ifMissing;
    private int sure;

    StateJudge(Predicate<Row> which, Function<Row, State> opinion, Supplier<State> ifMissing) {
        this.which = which;
        this.opinion = opinion;
        this.ifMissing = ifMissing;
    }

    @Override
    public State look(Map<String, List<Row>> rows) {
        Optional<Row> row = rows.get(ContainerRows.MENU).stream().filter(which).findFirst();
        State state = row.map(opinion).orElseGet(ifMissing);
        sure = state.reached() ? sure + 1 : 0;
        return state.reached() && sure < SURE ? State.waiting(state.seen()) : state;
    }

    /** Until the import is over; routers may call a container stopped while it still goes on, but not tag it. */
    static Supplier<AwaitRows.Judge> imported(String rootDir) {
        return () -> new StateJudge(
                at(rootDir),
                row -> switch (ContainerState.of(row)) {
                    case FAILED -> failed("the router could not import the image", row);
                    case STOPPED, RUNNING -> row.text("tag").isEmpty() ? waiting(row) : reached(row);
                    default -> waiting(row);
                },
                () -> State.waiting("not listed"));
    }

    /** As long as it goes on running; that it ends, be it to be started again, ends the wait. */
    static Supplier<AwaitRows.Judge> runsOn(String rootDir) {
        return () -> new StateJudge(
                at(rootDir),
                row -> ContainerState.of(row) == ContainerState.RUNNING
                        ? reached(row)
                        : failed("it does not run any more", row),
                () -> State.failed("the container is gone"));
    }

    /** Until a row's container has no processes left. */
    static Supplier<AwaitRows.Judge> stopped(Predicate<Row> which) {
        return () -> new StateJudge(
                which,
                row -> switch (ContainerState.of(row)) {
                    case STOPPED, FAILED, DELETING -> reached(row);
                    default -> waiting(row);
                },
                () -> State.reached("gone"));
    }

    /** Until whatever the router does to a row's container in the background is over. */
    static Supplier<AwaitRows.Judge> settled(Predicate<Row> which) {
        return () -> new StateJudge(
                which,
                row -> switch (ContainerState.of(row)) {
                    case STOPPED, FAILED, RUNNING -> reached(row);
                    default -> waiting(row);
                },
                () -> State.reached("gone"));
    }

    /** Until a row is gone. */
    static Supplier<AwaitRows.Judge> gone(Predicate<Row> which) {
        return () -> new StateJudge(which, StateJudge::waiting, () -> State.reached("gone"));
    }

    /** The row of that root-dir, which no two containers share. */
    static Predicate<Row> at(String rootDir) {
        return row -> Normal.path(row.text("root-dir")).equals(rootDir);
    }

    /** That very row. */
    static Predicate<Row> is(Row row) {
        return other -> other.id().equals(row.id());
    }

    static String word(Row row) {
        return word(ContainerState.of(row));
    }

    /** What a judge calls a state that it sees. */
    static String word(ContainerState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static State reached(Row row) {
        return State.reached(word(row));
    }

    static State waiting(Row row) {
        return State.waiting(word(row));
    }

    /** The router puts the reason into the row's comment. */
    static State failed(String what, Row row) {
        return State.failed(row.comment().isEmpty() ? what : what + ": \"" + row.comment() + "\"");
    }
}
