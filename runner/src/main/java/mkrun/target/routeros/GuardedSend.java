package mkrun.target.routeros;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mkrun.target.Change;
import mkrun.target.Progress;
import mkrun.target.Rollback;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands that the router takes back by itself unless a new session confirms them. A session that is lost on the way
 * leaves no doubt: what the router has tells how far they came.
 */
final class GuardedSend {
    /** How long the router may need beyond the agreed time to take everything back and let somebody in. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    /** Sends commands that follow each other. */
    @FunctionalInterface
    interface Sender {
        void send(List<RouterCommand> commands) throws TargetException;
    }

    private final SessionAgain link;
    private final Snapshot snapshot;
    private final Progress progress;
    private final Duration firstPause;
    private final Journal journal;
    private final SelfRestore guard;
    private final GuardEntry entry = new GuardEntry(RouterTarget.nonce());
    /** Whether the entry may have been removed by a question whose answer was lost. */
    private boolean asked;
    /** Whether there was a new session that may not confirm: the user's rights are what was changed. */
    private boolean denied;
    /** Whether it was said that the router is waited for. */
    private boolean told;

    GuardedSend(
            SessionAgain link,
            Snapshot snapshot,
            Progress progress,
            Duration firstPause,
            Journal journal,
            SelfRestore guard) {
        this.link = link;
        this.snapshot = snapshot;
        this.progress = progress;
        this.firstPause = firstPause;
        this.journal = journal;
        this.guard = guard;
    }

    /**
     * @throws TargetException if a command was refused, or the commands were taken back
     */
    void by(Sender sender) throws TargetException {
        @Nullable TargetException failure = null;
        RouterCommand arming = entry.arming(guard, snapshot.dialect().version());
        RouterCommand completing = entry.completing();
        try {
            List<RouterCommand> all = new ArrayList<>(List.of(arming));
            all.addAll(guard.commands());
            all.add(completing);
            sender.send(all);
        } catch (UnreachableException lost) {
            failure = lost;
        } catch (TargetException refused) {
            if (!refused.done().contains(arming)) {
                throw new TargetException(
                        refused.getMessage() + ". Nothing was changed. If there is such an entry already, another run "
                                + "waits for its confirmation, or the router is about to take a change back: run again "
                                + "in a minute",
                        refused);
            }
            // The entry is gone when that is told.
            List<Change> done = refused.done().stream()
                    .filter(change -> change != arming && change != completing)
                    .toList();
            failure = new TargetException(refused.getMessage(), done, refused);
        }
        settle(failure);
    }

    private void settle(@Nullable TargetException failure) throws TargetException {
        switch (stageOverNewSession()) {
            case COMPLETE -> {
                if (failure != null && !(failure instanceof UnreachableException)) {
                    throw failure; // some routers go on after a refusal
                }
            }
            case TAKEN_BACK -> throw takenBackByRouter(failure);
            case GONE -> gone(failure);
            case DENIED ->
                throw new TargetException(
                        "the router lets a new session in, but does not let it confirm the change, nor has it taken the change back"
                                + " after " + Pauses.inWords(guard.time()) + ": look at " + GuardEntry.MENU
                                + " as a user with"
                                + " more rights. It was to be confirmed since " + guard.why(),
                        failure);
            case BEGUN -> {
                if (failure instanceof UnreachableException) {
                    throw takenBackByUs();
                }
                link.exec(entry.disarming());
                throw failure == null
                        ? new TargetException(guard.summary() + ": the router does not confirm it")
                        : failure;
            }
        }
    }

    /** How far the commands came, asked over a new session, which is proof that one can be had. */
    private GuardEntry.Stage stageOverNewSession() throws TargetException {
        Duration patience = guard.time().plus(GRACE);
        Pauses pauses = new Pauses(firstPause, Duration.ofSeconds(5), patience);
        while (true) {
            try {
                link.renew(firstPause, Duration.ZERO); // one attempt, or two patiences would add up
                GuardEntry.Stage stage = ask();
                denied |= stage == GuardEntry.Stage.DENIED;
                if (stage != GuardEntry.Stage.DENIED) {
                    return stage;
                }
                waiting("a new session may not confirm what was changed", patience, "");
                if (!pauses.next()) {
                    return stage;
                }
            } catch (UnreachableException e) {
                waiting("no new session can be opened yet", patience, ". The first attempt: " + e.getMessage());
                if (!pauses.next()) {
                    throw new UnreachableException(
                            e.getMessage() + ". This followed a change that may cut off sessions, since " + guard.why()
                                    + "; the router was told to take it back after "
                                    + Pauses.inWords(guard.time()) + ", but lets nobody in",
                            e);
                }
            }
        }
    }

    private void waiting(String why, Duration patience, String attempt) {
        if (!told) {
            told = true;
            link.notice(why + " after a change that may cut off sessions, since " + guard.why()
                    + ". The router takes it back by itself after " + Pauses.inWords(guard.time())
                    + " unless one confirms it till then; this run waits for that, for " + Pauses.inWords(patience)
                    + " at most" + attempt);
        }
    }

    private GuardEntry.Stage ask() throws UnreachableException {
        try {
            return entry.stage(link.exec(entry.question()));
        } catch (UnreachableException e) {
            asked = true;
            throw e;
        }
    }

    /** It was never made, or was removed by a question whose answer was lost. What the router has tells which. */
    private void gone(@Nullable TargetException failure) throws TargetException {
        snapshot.forget();
        boolean doubt = !doubtful().isEmpty();
        if (asked && doubt) {
            return; // confirmed
        }
        if (!(failure instanceof UnreachableException) || doubt) {
            throw takenBackByRouter(failure);
        }
        guard.commands().forEach(journal::forget);
        throw new TargetException(
                "the session was lost, and the router is as before the change: " + failure.getMessage(), failure);
    }

    private TargetException takenBackByRouter(@Nullable TargetException failure) {
        snapshot.forget();
        Map<RouterCommand, String> doubtful = doubtful();
        List<String> refused = refused();
        guard.commands().stream().filter(c -> !doubtful.containsKey(c)).forEach(journal::forget);
        return new TargetException(
                (denied ? "no new session was let confirm it within " : "no new session could be opened within ")
                        + Pauses.inWords(guard.time())
                        + ", so the router took the change back by itself"
                        + (doubtful.isEmpty()
                                ? " and is as before it"
                                : "; but it does not show these as they were: " + String.join("; ", doubtful.values()))
                        + (refused.isEmpty()
                                ? ""
                                : ". These steps of the way back failed there: " + String.join("; ", refused))
                        + ". It was to be confirmed since " + guard.why(),
                failure);
    }

    private List<String> refused() {
        try {
            return entry.failures(guard, link.exec(entry.failuresQuestion()));
        } catch (UnreachableException e) {
            return List.of("perhaps some, its log cannot be read (" + e.getMessage() + ")");
        }
    }

    /** The commands that the router does not show as taken back, each as it is to be told. */
    private Map<RouterCommand, String> doubtful() {
        Map<RouterCommand, String> doubtful = new LinkedHashMap<>();
        for (RouterCommand command : guard.commands()) {
            try {
                if (command.undo() instanceof Undo.Steps steps && !steps.proof().holds(snapshot)) {
                    doubtful.put(command, command.summary() + new Standing(snapshot).of(command));
                }
            } catch (TargetException | RuntimeException e) {
                doubtful.put(command, command.summary() + " (" + Restoration.told(e) + ")");
            }
        }
        return doubtful;
    }

    /** The session was lost in the middle: we do it, rather than wait for the router. */
    private TargetException takenBackByUs() throws TargetException {
        snapshot.forget();
        Journal sent = new Journal();
        guard.commands().forEach(sent::sending);
        Rollback rollback = new Restoration(link, snapshot, progress, firstPause).of(sent);
        link.exec(entry.disarming());
        guard.commands().stream()
                .filter(command -> rollback.covers(List.of(command)))
                .forEach(journal::forget);
        return new TargetException("the session was lost in the middle of the change, which is taken back"
                + (rollback.complete() ? "" : ", but for: " + String.join("; ", rollback.reasons()))
                + ". It was to be confirmed since " + guard.why());
    }

    /** What was done, for the report. */
    List<Change> done() {
        List<Change> done = new ArrayList<>(List.of(guard));
        done.addAll(guard.commands());
        done.add(new Confirmation());
        return done;
    }
}
