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
            AwaitRows.State state = judge.look(snapshot.freshRows(await.menu()));
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
        if (await.logTopic().isEmpty()) {
            return List.of();
        }
        List<String> lines = link.exec(":foreach i in=[/log/find where topics~\"" + await.logTopic()
                        + "\"] do={:put [/log/get $i message]}")
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                // 7.20 to 7.23 log a container's whole environment when it starts
                .map(l -> l.startsWith("*** started") ? "*** started" : l)
                .toList();
        return lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
    }
}
