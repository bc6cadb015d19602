package mkrun.target.routeros;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import mkrun.target.Progress;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;

/**
 * Looks at rows until they are as wanted.
 *
 * @param progress told what work of before is waited for
 * @param begin when the changes began that the wait belongs to, as {@link System#nanoTime} has it
 * @param sent when the last command before the wait was sent
 */
record Waiting(
        RouterLink link,
        Snapshot snapshot,
        Progress progress,
        Duration firstPause,
        Duration longestPause,
        long begin,
        long sent) {
    void until(AwaitRows await) throws TargetException {
        AwaitRows.Judge judge = await.judge().get();
        Limit limit = new Limit(await.deadline(), "");
        Pauses pauses = new Pauses(firstPause, longestPause, limit.time());
        while (true) {
            AwaitRows.State state = settled(judge.look(snapshot.freshRows(await.menus())));
            if (state.reached() && !await.throughout()) {
                return;
            }
            if (state.failure().isPresent()) {
                throw failed(await, state.failure().get(), removed(await));
            }
            if (limit.since().isEmpty()
                    && await.work()
                            .filter(work ->
                                    work.begin().isPresent() && state.seen().equals(work.state()))
                            .isPresent()) {
                limit = limit(await);
                pauses = new Pauses(firstPause, longestPause, limit.time());
            }
            if (!pauses.next()) {
                if (state.reached()) {
                    return;
                }
                throw failed(await, tooLong(await, limit, state), "");
            }
        }
    }

    /** Asks the log where the rows leave a doubt. */
    private AwaitRows.State settled(AwaitRows.State state) throws UnreachableException {
        if (state.doubt().isEmpty()) {
            return state;
        }
        AwaitRows.Doubt doubt = state.doubt().get();
        return doubt.log().tells(link, doubt.course(), since(sent)) ? doubt.then() : state;
    }

    private static Duration since(long time) {
        return Duration.ofNanos(System.nanoTime() - time);
    }

    /**
     * How long to wait.
     *
     * @param since when the work began before that, in words for whoever reads of it; empty if it did not
     */
    private record Limit(Duration time, String since) {}

    /** What an earlier run began has had a part of its time; a run that comes late is not to wait as long again. */
    private Limit limit(AwaitRows await) throws UnreachableException {
        AwaitRows.Work work = await.work().orElseThrow();
        Optional<LogTail.Begun> begun = await.log().begun(link, work.begin().orElseThrow());
        Duration least = Collections.min(List.of(work.least(), await.deadline()));
        Duration left = await.deadline().minus(begun.map(LogTail.Begun::ago).orElse(Duration.ZERO));
        Limit limit = new Limit(
                Collections.max(List.of(least, left)),
                begun.map(b -> "since " + b.time() + " by its clock").orElse("since before this run"));
        progress.notice("waits until " + await.goal() + ", for " + Pauses.inWords(limit.time())
                + " at most: the router has been at it " + limit.since());
        return limit;
    }

    private static String tooLong(AwaitRows await, Limit limit, AwaitRows.State state) {
        String why = await.limit().isEmpty() ? "" : " (" + await.limit() + ")";
        String since = limit.since().isEmpty() ? "" : ", at which the router has been " + limit.since();
        String remedy = await.work().map(work -> ". " + work.remedy()).orElse("");
        return "gave up after " + Pauses.inWords(limit.time()) + since + why + ", it is " + state.seen() + remedy;
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
        String tail = await.log().inWords(link, since(begin));
        return new TargetException(Masking.mask(await.vainly(why + hint(why, tail) + tail + advice), await.secrets()));
    }

    /** Routers before 7.20 tell the reason in the log only; what happened last is what was waited for. */
    private static String hint(String why, String tail) {
        String hint = Hints.of(why);
        return hint.isEmpty() ? Hints.of(tail.substring(tail.lastIndexOf('\n') + 1)) : hint;
    }
}
