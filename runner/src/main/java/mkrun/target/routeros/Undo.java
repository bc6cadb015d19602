package mkrun.target.routeros;

import java.util.List;
import java.util.Optional;
import mkrun.target.TargetException;

/** How a change of a router is taken back. */
public sealed interface Undo {
    /** There is nothing to take back: the change alters nothing, or nothing that anybody would miss. */
    Undo UNNEEDED = new Unneeded();

    /** There is nothing to take back. */
    record Unneeded() implements Undo {}

    /**
     * It cannot be taken back.
     *
     * @param why in words that follow "because": {@code the router does not tell the old password}
     */
    record Impossible(String why) implements Undo {}

    /**
     * It is taken back in steps. They do no harm where the change never took effect, for a session may have been lost in
     * the middle of it.
     *
     * @param way finds the steps, in order
     * @param proof whether it worked
     * @param doubt why a router may refuse them, in words that follow "because"; empty if nothing speaks for that. They are
     *     tried all the same where mkrun is there to see what comes of it
     */
    record Steps(Way way, Proof proof, String doubt) implements Undo {
        /** Steps that no router should refuse. */
        public Steps(Way way, Proof proof) {
            this(way, proof, "");
        }

        /** Steps that are known before. */
        public Steps(List<? extends RouterChange> steps, Proof proof) {
            this(steps, proof, "");
        }

        /** Steps that are known before. */
        public Steps(List<? extends RouterChange> steps, Proof proof, String doubt) {
            this(new Known(List.copyOf(steps)), proof, doubt);
        }

        /** The steps, where they do not depend on what the router has when they are taken. */
        public Optional<List<RouterChange>> known() {
            return way instanceof Known fixed ? Optional.of(fixed.steps()) : Optional.empty();
        }

        private record Known(List<RouterChange> steps) implements Way {
            @Override
            public List<RouterChange> steps(RouterProbe probe) {
                return steps;
            }
        }
    }

    /** Finds the steps when they are to be taken, where they depend on what a router has then, such as its rows' ids. */
    @FunctionalInterface
    interface Way {
        /** In order; none if the router is as before already. */
        List<? extends RouterChange> steps(RouterProbe probe) throws TargetException;
    }

    /** Looks whether a router is as it was before a change. */
    @FunctionalInterface
    interface Proof {
        /** Nothing to look at: the steps themselves fail if they do not reach their end. */
        Proof STEPS = probe -> true;

        /** Whether what the change altered is as before. */
        boolean holds(RouterProbe probe) throws TargetException;
    }
}
