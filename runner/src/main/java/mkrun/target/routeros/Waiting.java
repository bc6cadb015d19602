package mkrun.target.routeros;

import java.time.Duration;
import java.util.List;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;

/** Looks at rows until they are as wanted. */
record Waiting(RouterLink link, Snapshot snapshot, Duration firstPause, Duration longestPause) {
    private static final int LOG_LINES = 5;

    void until(AwaitRows await) throws TargetException {
        AwaitRows.Judge judge = await.judge().get();
        Pauses pauses = new Pauses(firstPause, longestPause, await.deadline());
        while (true) {
            AwaitRows.State state = judge.look(snapshot.freshRows(await.menus()));
            if (state.reached()) {
                return;
            }
            if (state.failure().isPresent()) {
                throw failed(await, state.failure().get());
            }
            if (!pauses.next()) {
                throw failed(await, "gave up after " + Pauses.inWords(await.deadline()) + ", it is " + state.seen());
            }
        }
    }

    private TargetException failed(AwaitRows await, String why) throws UnreachableException {
        List<String> log = log(await);
        String tail = log.isEmpty() ? "" : "\nThe end of the router's log:\n  " + String.join("\n  ", log);
        return new TargetException(Masking.mask("waiting until " + await.goal() + ": " + why + tail, await.secrets()));
    }

    /** The router's last words about it; only for a failure, so the extra exchange is well spent. */
    private List<String> log(AwaitRows await) throws UnreachableException {
        for (String question : await.log().questions()) {
            List<String> lines = link.exec(question)
                    .lines()
                    .map(String::strip)
                    .filter(l -> !l.isEmpty())
                    // 7.20 to 7.23 log a container's whole environment when it starts
                    .map(l -> l.startsWith("*** started") ? "*** started" : l)
                    .toList();
            if (!lines.isEmpty()) {
                return lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
            }
        }
        return List.of();
    }
}
