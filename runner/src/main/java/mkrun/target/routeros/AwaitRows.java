package mkrun.target.routeros;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mkrun.routeros.Row;

/**
 * A wait until a menu's rows are as they should be; routers do long work in the background and say nothing at its end.
 *
 * @param menu what is read again and again
 * @param goal what is waited for, in words that follow "wait until": {@code alp-rc runs}
 * @param judge looks at the rows each time
 * @param deadline how long at most
 */
public record AwaitRows(String menu, String goal, Judge judge, Duration deadline) implements RouterChange {
    /** Looks at rows and decides. */
    @FunctionalInterface
    public interface Judge {
        /** What these rows mean. Called once for each reading, so it may count readings. */
        State look(List<Row> rows);

        /** A judge for one more wait; judges that count start anew. */
        default Judge fresh() {
            return this;
        }
    }

    /**
     * How far it is.
     *
     * @param reached whether the goal is reached
     * @param failure why it never will be, in the router's words; empty while there is hope
     * @param seen the state for the message of a wait that took too long
     */
    public record State(boolean reached, Optional<String> failure, String seen) {
        /** The goal is reached. */
        public static State reached(String seen) {
            return new State(true, Optional.empty(), seen);
        }

        /** Not yet. */
        public static State waiting(String seen) {
            return new State(false, Optional.empty(), seen);
        }

        /** Never. */
        public static State failed(String why) {
            return new State(false, Optional.of(why), why);
        }
    }

    @Override
    public String summary() {
        return "wait until " + goal + " (at most " + seconds() + " s)";
    }

    @Override
    public List<String> diff() {
        return List.of("# " + summary());
    }

    long seconds() {
        return deadline.toSeconds();
    }
}
