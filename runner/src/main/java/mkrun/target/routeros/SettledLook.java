package mkrun.target.routeros;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mkrun.routeros.Quote;
import mkrun.routeros.RouterFacts;
import mkrun.routeros.RouterosException;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;

/**
 * A first look that is not deceived by a change which its router is about to take back: it waits until that is confirmed or
 * taken back, and looks again.
 *
 * @param patience how long it waits
 * @param notices told, before it waits, for what
 */
record SettledLook(SessionAgain link, Duration firstPause, Duration patience, Consumer<String> notices) {
    /** What an entry that nobody asked more time for lives, and as long again for a router that boots in between. */
    static final Duration PATIENCE = Safeguard.TIME.multipliedBy(2);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /**
     * @throws TargetException if the change is neither confirmed nor taken back in time
     * @throws RouterosException if the router does not answer as one does
     */
    Snapshot of(FirstLook look) throws TargetException, RouterosException {
        Snapshot seen = look.look();
        if (seen.facts().unconfirmed().isEmpty()) {
            return seen;
        }
        notices.accept("a change that another run made, or one that was ended, waits for its confirmation ("
                + GuardEntry.MENU + " " + GuardEntry.NAME
                + "). This run waits until it is confirmed or the router has taken it"
                + " back" + takenBack(seen.facts().unconfirmed().get(), ", which it does ") + "; for "
                + Pauses.inWords(patience) + " at most");
        long start = System.nanoTime();
        Pauses pauses = new Pauses(firstPause, LONGEST_PAUSE, patience);
        while (seen.facts().unconfirmed().isPresent()) {
            RouterFacts.Unconfirmed change = seen.facts().unconfirmed().get();
            seen.close();
            await(pauses, change);
            seen = look.look();
        }
        seen.warn(
                "a change that another run made, or one that was ended, waited for its confirmation. So this run waited for "
                        + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)
                        + " s, until it was confirmed or the router had taken it back (/log/print tells which)");
        return seen;
    }

    private static String takenBack(RouterFacts.Unconfirmed change, String before) {
        return before + (change.nextRun().isEmpty() ? "soon" : "at " + change.nextRun() + " by the router's clock");
    }

    private void await(Pauses pauses, RouterFacts.Unconfirmed change) throws TargetException {
        do {
            if (!pauses.next()) {
                throw new TargetException("a change that another run made, or one that was ended, still waits for its"
                        + " confirmation, and what the router shows is about to change: it is taken back"
                        + takenBack(change, " ")
                        + ". Run again after that; or keep what was changed, and run again at once, by "
                        + GuardEntry.MENU + "/remove " + GuardEntry.NAME);
            }
        } while (pending());
    }

    private boolean pending() throws TargetException {
        try {
            String left = link.exec(
                    ":put [:len [" + GuardEntry.MENU + "/find where name=" + Quote.string(GuardEntry.NAME) + "]]");
            return !left.strip().equals("0");
        } catch (UnreachableException e) {
            link.renew(firstPause, patience); // what is taken back may end sessions, too
            return true;
        }
    }
}
