package mkrun.target.routeros;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mkrun.routeros.CommandText;
import mkrun.target.Change;
import mkrun.target.Progress;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands that the router takes back by itself unless a new session confirms them. The entry's comment tells how far
 * they came, so that a session that was lost in the middle leaves no doubt.
 */
final class GuardedSend {
    /** How long the router may need beyond the agreed time to take everything back and let somebody in. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private static final String BEGUN = "begun ";
    private static final String COMPLETE = "complete ";

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
    private final String nonce = RouterTarget.nonce();

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
        RouterCommand arming = guard.arming(BEGUN + nonce);
        try {
            List<RouterCommand> all = new ArrayList<>(List.of(arming));
            all.addAll(guard.commands());
            all.add(completing());
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
            failure = refused;
        }
        settle(failure);
    }

    private RouterCommand completing() {
        CommandText set = CommandText.of(SelfRestore.MENU, "set")
                .where("comment", BEGUN + nonce)
                .with("comment", COMPLETE + nonce);
        return new RouterCommand(SelfRestore.MENU, set).undoneBy(Undo.UNNEEDED);
    }

    private void settle(@Nullable TargetException failure) throws TargetException {
        String stage = stageOverNewSession();
        if (stage.equals(COMPLETE + nonce)) {
            return;
        }
        if (!stage.equals(BEGUN + nonce)) {
            throw restored(failure);
        }
        if (failure instanceof UnreachableException) {
            throw takenBack();
        }
        disarm();
        throw failure == null ? new TargetException(guard.summary() + ": the router does not confirm it") : failure;
    }

    /**
     * What the entry's comment says, asked over a new session, which is proof that one can be had; if all commands took effect
     * the entry is gone then.
     */
    private String stageOverNewSession() throws TargetException {
        Pauses pauses =
                new Pauses(firstPause, Duration.ofSeconds(5), guard.time().plus(GRACE));
        String find = "[" + SelfRestore.MENU + "/find where name=\"" + SelfRestore.ENTRY + "\"]";
        String script = ":do {:local stage [" + SelfRestore.MENU + "/get " + find + " comment]; :if ($stage = \""
                + COMPLETE + nonce + "\") do={" + SelfRestore.MENU + "/remove " + find
                + "}; :put $stage} on-error={:put gone}";
        while (true) {
            try {
                link.renew(firstPause, guard.time().plus(GRACE));
                return link.exec(script).strip();
            } catch (UnreachableException e) {
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

    private void disarm() throws TargetException {
        link.exec(SelfRestore.MENU + "/remove [find where comment=\"" + BEGUN + nonce + "\"]");
    }

    /** The router did it. */
    private TargetException restored(@Nullable TargetException failure) {
        snapshot.forget();
        List<String> doubtful = doubtful();
        guard.commands().forEach(journal::forget);
        return new TargetException(
                "no new session could be opened within " + Pauses.inWords(guard.time())
                        + ", so the router took the change back by itself"
                        + (doubtful.isEmpty()
                                ? " and is as before it"
                                : "; but it does not show these as they were: " + String.join("; ", doubtful))
                        + ". It was to be confirmed since " + guard.why(),
                failure);
    }

    private List<String> doubtful() {
        List<String> doubtful = new ArrayList<>();
        for (RouterCommand command : guard.commands()) {
            try {
                if (command.undo() instanceof Undo.Steps steps && !steps.proof().holds(snapshot)) {
                    doubtful.add(command.summary());
                }
            } catch (TargetException e) {
                doubtful.add(command.summary() + " (" + e.getMessage() + ")");
            }
        }
        return doubtful;
    }

    /** The session was lost in the middle: we do it, rather than wait for the router. */
    private TargetException takenBack() throws TargetException {
        snapshot.forget();
        Journal sent = new Journal();
        guard.commands().forEach(sent::sending);
        var rollback = new Restoration(link, snapshot, progress, firstPause).of(sent);
        disarm();
        guard.commands().forEach(journal::forget);
        return new TargetException("the session was lost in the middle of the change, which is taken back"
                + (rollback.complete() ? "" : ", but for: " + String.join("; ", rollback.left()))
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
