package mkrun.target.routeros;

import java.time.Duration;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;

/**
 * Looks at rows until they are as wanted.
 *
 * @param begin when the changes began that the wait belongs to, as {@link System#nanoTime} has it
 */
record Waiting(RouterLink link, Snapshot snapshot, Duration firstPause, Duration longestPause, long begin) {
    void until(AwaitRows await) throws TargetException {
        AwaitRows.Judge judge = await.judge().get();
        Pauses pauses = new Pauses(firstPause, longestPause, await.deadline());
        while (true) {
            AwaitRows.State state = judge.look(snapshot.freshRows(await.menus()));
            if (state.reached() && !await.throughout()) {
                return;
            }
            if (state.failure().isPresent()) {
                throw failed(await, state.failure().get(), removed(await));
            }
            if (!pauses.next()) {
                if (state.reached()) {
                    return;
                }
                throw failed(await, tooLong(await, state), "");
            }
        }
    }

    private static String tooLong(AwaitRows await, AwaitRows.State state) {
        String limit = await.limit().isEmpty() ? "" : " (" + await.limit() + ")";
        return "gave up after " + Pauses.inWords(await.deadline()) + limit + ", it is " + state.seen();
    }

    /** Its size told nothing of its content: whoever finds it would fail for it again. */
    private String removed(AwaitRows await) throws UnreachableException {
        if (await.suspect().isEmpty()) {
            return "";
        }
        try {
            link.remove(await.suspect());
        } catch (UnreachableException e) {
            throw e;
        } catch (TargetException e) {
            return "";
        }
        return "\n" + await.suspect() + " may be damaged, and was removed: the next run uploads it anew";
    }

    private TargetException failed(AwaitRows await, String why, String advice) throws UnreachableException {
        String tail = await.log().inWords(link, Duration.ofNanos(System.nanoTime() - begin));
        return new TargetException(Masking.mask(
                "waiting until " + await.goal() + ": " + why + hint(why, tail) + tail + advice, await.secrets()));
    }

    /** Routers before 7.20 tell the reason in the log only; what happened last is what was waited for. */
    private static String hint(String why, String tail) {
        String hint = Hints.of(why);
        return hint.isEmpty() ? Hints.of(tail.substring(tail.lastIndexOf('\n') + 1)) : hint;
    }
}
