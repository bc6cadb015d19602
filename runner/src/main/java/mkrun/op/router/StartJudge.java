package mkrun.op.router;

import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import mkrun.routeros.ContainerState;
import mkrun.routeros.Row;
import mkrun.target.routeros.AwaitRows;
import mkrun.target.routeros.AwaitRows.State;
import mkrun.target.routeros.LogTail;

/**
 * Tells whether a container that was started runs. That it stops again, or never starts, ends the wait. A program that ends
 * at once may be over before the first look: its row then shows what it showed before the start, and only the router's log
 * tells the one from the other.
 */
final class StartJudge implements AwaitRows.Judge {
    /** How long a started container may still look as if nobody had started it. */
    private static final long SLOW_START_NANOS = 15_000_000_000L;
    /** The same where the router gives a reason, or its log tells one: those may still be of an earlier start. */
    private static final long SLOW_REASON_NANOS = 2_000_000_000L;

    /** How routers begin what they say of a program's end. */
    private static final String EXITED = "exited with ";
    /** What they log of a start that got as far as the program. */
    private static final LogTail.Course RAN = new LogTail.Course("*** start", List.of("*** started", EXITED));

    private static final String ENDED = "it ended as soon as it was started";

    private final LogTail log;
    private final boolean apart;
    private final StateJudge judge;
    private final LongSupplier clock;
    private final long begin;
    private boolean lived;
    private boolean alone;

    private StartJudge(String rootDir, LogTail log, boolean apart, LongSupplier clock) {
        this.log = log;
        this.apart = apart;
        this.clock = clock;
        this.begin = clock.getAsLong();
        this.judge = new StateJudge(StateJudge.at(rootDir), this::opinion, () -> State.failed("the container is gone"));
    }

    /**
     * Until it runs.
     *
     * @param log what the router logs of it
     * @param apart whether that is of this container only
     */
    static Supplier<AwaitRows.Judge> running(String rootDir, LogTail log, boolean apart) {
        return running(rootDir, log, apart, System::nanoTime);
    }

    /** @param clock in nanoseconds */
    static Supplier<AwaitRows.Judge> running(String rootDir, LogTail log, boolean apart, LongSupplier clock) {
        return () -> new StartJudge(rootDir, log, apart, clock);
    }

    /** Until it runs, or it is clear that it will not. */
    static Supplier<AwaitRows.Judge> tried(Supplier<AwaitRows.Judge> running) {
        return () -> {
            AwaitRows.Judge judge = running.get();
            return rows -> {
                State state = judge.look(rows);
                return state.doubt()
                        .map(doubt -> State.waiting(
                                state.seen(), new AwaitRows.Doubt(doubt.log(), doubt.course(), State.reached(ENDED))))
                        .orElse(state.failure().map(State::reached).orElse(state));
            };
        };
    }

    @Override
    public State look(Map<String, List<Row>> rows) {
        alone = apart || rows.get(ContainerRows.MENU).stream().noneMatch(ContainerRows::live);
        return judge.look(rows);
    }

    private State opinion(Row row) {
        lived |= ContainerRows.live(row);
        return switch (ContainerState.of(row)) {
            case RUNNING -> StateJudge.reached(row);
            case FAILED -> StateJudge.failed("the container failed", row);
            case STOPPED -> lived ? StateJudge.failed("it started and stopped again", row) : unseen(row);
            default -> StateJudge.waiting(row);
        };
    }

    /** Of one that nobody has seen alive. */
    private State unseen(Row row) {
        if (!waited(SLOW_REASON_NANOS)) {
            return StateJudge.waiting(row);
        }
        if (!row.comment().isEmpty()) {
            return StateJudge.failed(row.comment().contains(EXITED) ? ENDED : "the router does not start it", row);
        }
        if (waited(SLOW_START_NANOS)) {
            return State.failed("it has been stopped since: the router does not start it, or it ended at once");
        }
        return alone
                ? State.waiting(StateJudge.word(row), new AwaitRows.Doubt(log, RAN, State.failed(ENDED)))
                : StateJudge.waiting(row);
    }

    private boolean waited(long nanos) {
        return clock.getAsLong() - begin > nanos;
    }
}
