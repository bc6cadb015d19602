package mkrun.target.routeros;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import mkrun.routeros.Row;
import mkrun.target.Secret;

/**
 * A wait until a menu's rows are as they should be; routers do long work in the background and say nothing at its end.
 *
 * @param menus what is read again and again, all in one exchange
 * @param goal what is waited for, in words that follow "wait until": {@code alp-rc runs}
 * @param judge makes what looks at the rows, one for each wait, so that it may count what it saw
 * @param deadline how long at most
 * @param log whose last lines explain a failure
 * @param secrets that may show up there
 * @param limit what the deadline is, and how to move it, in words for whoever meets it; empty if nobody can
 * @param suspect a file that may be why the goal is never reached, and is removed then; empty if there is none
 * @param throughout whether the goal must be reached at each look until the deadline, which then ends the wait well, and not
 *     just once
 * @param work what the router does meanwhile, if it may do that for ever
 */
public record AwaitRows(
        Set<String> menus,
        String goal,
        Supplier<Judge> judge,
        Duration deadline,
        LogTail log,
        List<Secret> secrets,
        String limit,
        String suspect,
        boolean throughout,
        Optional<Work> work)
        implements RouterChange {
    /** A wait that is over as soon as the goal is reached, and whose failure no file can explain. */
    public AwaitRows(
            Set<String> menus,
            String goal,
            Supplier<Judge> judge,
            Duration deadline,
            LogTail log,
            List<Secret> secrets,
            String limit) {
        this(menus, goal, judge, deadline, log, secrets, limit, "", false, Optional.empty());
    }

    /** The same wait, for the end of some work. */
    public AwaitRows of(Work doing) {
        return new AwaitRows(
                menus, goal, judge, deadline, log, secrets, limit, suspect, throughout, Optional.of(doing));
    }

    /**
     * Work that a router goes on with however long somebody waits for it.
     *
     * @param state what a judge sees while the router is at it
     * @param begin what the router logs when it begins, in the log of the wait. If that was before the wait, the deadline counts
     *     from there; empty if it begins with the wait
     * @param least how long the wait lasts even if the deadline was over before it
     * @param remedy what to do about work that does not end, in sentences without the last full stop
     */
    public record Work(String state, Optional<LogTail.Beginning> begin, Duration least, String remedy) {}

    /** Looks at rows and decides. */
    @FunctionalInterface
    public interface Judge {
        /** What the rows of these menus mean; asked once for each reading. */
        State look(Map<String, List<Row>> rows);
    }

    /**
     * How far it is.
     *
     * @param reached whether the goal is reached
     * @param failure why it never will be, in the router's words; empty while there is hope
     * @param seen the state in a word, for the message of a wait that took too long
     * @param doubt what may tell more than the rows
     */
    public record State(boolean reached, Optional<String> failure, String seen, Optional<Doubt> doubt) {
        /** The goal is reached. */
        public static State reached(String seen) {
            return new State(true, Optional.empty(), seen, Optional.empty());
        }

        /** Not yet. */
        public static State waiting(String seen) {
            return new State(false, Optional.empty(), seen, Optional.empty());
        }

        /** Never. */
        public static State failed(String why) {
            return new State(false, Optional.of(why), why, Optional.empty());
        }

        /** Not yet, unless a log tells otherwise. */
        public static State waiting(String seen, Doubt doubt) {
            return new State(false, Optional.empty(), seen, Optional.of(doubt));
        }
    }

    /**
     * What rows do not tell and a log may: that what is waited for has come and gone. To ask takes an exchange for each
     * look that is in doubt.
     *
     * @param log where to look
     * @param course what stands there then, logged since the last command was sent
     * @param then how far it is then
     */
    public record Doubt(LogTail log, LogTail.Course course, State then) {}

    public AwaitRows {
        menus = Set.copyOf(menus);
        secrets = List.copyOf(secrets);
    }

    /** Why it would be in vain by these rows, in the words of one that was; empty if it would not be, as far as they tell. */
    public Optional<String> vain(Map<String, List<Row>> rows) {
        return judge.get().look(rows).failure().map(this::vainly);
    }

    /** @param why it is in vain */
    String vainly(String why) {
        return "waiting until " + goal + ": " + why;
    }

    @Override
    public Undo undo() {
        return Undo.UNNEEDED;
    }

    @Override
    public String summary() {
        return "wait until " + goal + (throughout ? "" : " (at most " + deadline.toSeconds() + " s)");
    }

    /** A comment among the commands. */
    @Override
    public List<String> diff() {
        return List.of("# " + summary());
    }
}
