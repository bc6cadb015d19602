package mkrun.target.routeros;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import mkrun.routeros.Reader;
import mkrun.routeros.RouterErrors;
import mkrun.routeros.RouterFacts;
import mkrun.routeros.RouterosException;
import mkrun.routeros.Values;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;

/** Reboots a router and waits for it: the session that is lost is no failure, one that is not is no success. */
record Rebooting(SessionAgain link, Snapshot snapshot, Duration firstPause) {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private static final String MARK = "mkrunUp";

    /** Time for the router to say that nobody came, after the time that it gives. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    /**
     * What a router does when it starts, such as installing packages, is done before it lets anybody in: what it lacks then,
     * it will not get. A part of the deadline is left for one that tells of itself bit by bit.
     */
    private static final int SETTLING = 10;

    /** Uptimes are whole seconds, and clocks of machines differ a little. */
    private static final long INACCURACY_MILLIS = 2_000;

    void make(Reboot reboot) throws TargetException {
        link.exec(":global " + MARK + " 1");
        boolean marked = marked();
        long before = uptime();
        long start = System.nanoTime();
        String said = send(reboot);
        Pauses pauses = new Pauses(firstPause, LONGEST_PAUSE, reboot.deadline());
        again(reboot);
        String state = "it is still up since before";
        OptionalLong settled = OptionalLong.empty();
        do {
            try {
                if (marked && !marked() || uptime() + INACCURACY_MILLIS < before + millisSince(start)) {
                    Optional<RouterFacts> facts = facts();
                    if (facts.isPresent() && reboot.reached().test(facts.get())) {
                        return;
                    }
                    state = "it is up again, but not that";
                    if (settled.isEmpty()
                            && facts.isPresent()
                            && !facts.get().packages().isEmpty()) {
                        settled = OptionalLong.of(System.nanoTime());
                    }
                }
            } catch (UnreachableException e) {
                again(reboot); // it went down only now
            }
        } while (!settled(settled, reboot) && pauses.next());
        throw failed(reboot, System.nanoTime() - start, state, said);
    }

    /** Sends the command; the answer is what the router said before it went down, often nothing. */
    private String send(Reboot reboot) throws TargetException {
        String said;
        try {
            said = reboot.hand().isZero()
                    ? link.exec(reboot.command().text())
                    : link.exec(reboot.command().text(), reboot.hand().plus(GRACE));
        } catch (UnreachableException down) {
            return "";
        }
        boolean refused = said.contains("cancel") || said.lines().anyMatch(RouterErrors::looksLikeError);
        if (refused) {
            throw new TargetException(
                    reboot.command().masked() + ": the router said \"" + said.strip() + "\"" + Hints.of(said));
        }
        return said;
    }

    private void again(Reboot reboot) throws TargetException {
        try {
            link.renew(firstPause, reboot.deadline());
        } catch (UnreachableException e) {
            throw new UnreachableException(
                    "it did not come back within " + Pauses.inWords(reboot.deadline()) + " after "
                            + reboot.command().masked()
                            + ": see at the device whether it starts; then run again. The last"
                            + " attempt to log in: " + e.getMessage(),
                    e);
        }
    }

    /** Whether the variable that was set before the reboot is there: a reboot forgets it, a lost session does not. */
    private boolean marked() throws UnreachableException {
        return link.exec(":global " + MARK + "; :put [:typeof $" + MARK + "]")
                .strip()
                .equals("num");
    }

    private long uptime() throws TargetException {
        String told = link.exec(":put [/system/resource/get uptime]").strip();
        OptionalLong millis = Values.millis(told);
        return millis.orElseThrow(
                () -> new TargetException("cannot tell since when the router is up: it said \"" + told + "\""));
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    /** A router that has just booted may not know all of itself yet; empty as long as it cannot be asked. */
    private Optional<RouterFacts> facts() throws UnreachableException {
        Reader reader = new Reader(RouterTarget.nonce());
        try {
            snapshot.rebooted(link.exec(reader.factsScript(), reader::facts));
            return Optional.of(snapshot.facts());
        } catch (RouterosException e) {
            return Optional.empty();
        }
    }

    /** @param since nanoseconds, when it first told what it is; empty if it has not */
    private static boolean settled(OptionalLong since, Reboot reboot) {
        return since.isPresent()
                && System.nanoTime() - since.getAsLong() >= reboot.deadline().toNanos() / SETTLING;
    }

    private TargetException failed(Reboot reboot, long took, String state, String said) throws UnreachableException {
        return new TargetException("waiting until the router is up again and " + reboot.goal() + ": gave up after "
                + Pauses.inWords(Duration.ofSeconds(TimeUnit.NANOSECONDS.toSeconds(took))) + ", " + state
                + (said.isBlank() ? "" : "; it said \"" + said.strip() + "\"")
                + (reboot.hand().isZero() ? "" : "; it has not taken what was done at the device for a yes: run again")
                + LogTail.topic("system").inWords(link, Duration.ZERO));
    }
}
