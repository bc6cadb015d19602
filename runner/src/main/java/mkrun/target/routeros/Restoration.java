package mkrun.target.routeros;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mkrun.target.Change;
import mkrun.target.Progress;
import mkrun.target.Rollback;
import mkrun.target.TargetException;
import mkrun.target.UnansweredException;
import mkrun.target.UnreachableException;

/** Takes back what a journal holds. */
final class Restoration {
    /** How long a session is sought anew; a router that rebooted in the middle needs about a minute. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** For each change: one for what lost the session before, and one for a line that is bad. */
    private static final int NEW_SESSIONS = 2;

    private final SessionAgain link;
    private final Snapshot snapshot;
    private final Progress progress;
    private final Duration firstPause;
    private final List<Change> undone = new ArrayList<>();
    private final List<Rollback.Left> left = new ArrayList<>();

    Restoration(SessionAgain link, Snapshot snapshot, Progress progress, Duration firstPause) {
        this.link = link;
        this.snapshot = snapshot;
        this.progress = progress;
        this.firstPause = firstPause;
    }

    Rollback of(Journal journal) {
        List<RouterChange> changes = journal.backwards();
        for (int i = 0; i < changes.size(); i++) {
            RouterChange change = changes.get(i);
            if (change.undo() instanceof Undo.Impossible impossible) {
                remains(change, "not taken back, because " + impossible.why());
            } else if (change.undo() instanceof Undo.Steps steps) {
                try {
                    restored(change, steps);
                } catch (UnreachableException e) {
                    remains(
                            change,
                            e instanceof UnansweredException unanswered
                                    ? "it is not known whether it was taken back: " + unanswered.known()
                                    : "not taken back, " + e.getMessage());
                    changes.subList(i + 1, changes.size()).stream()
                            .filter(c -> !(c.undo() instanceof Undo.Unneeded))
                            .forEach(c -> remains(c, "not taken back, since there was no session any more"));
                    break;
                } catch (TargetException | RuntimeException e) {
                    remains(change, "not taken back, " + told(e));
                }
            }
        }
        return new Rollback(undone, left);
    }

    /** What was thrown, in words; an error of mkrun's own is none that should keep the rest from being taken back. */
    static String told(Exception e) {
        return e instanceof TargetException ? e.getMessage() : "internal error, please report it: " + e;
    }

    private void remains(RouterChange change, String why) {
        left.add(new Rollback.Left(change, change.summary() + ": " + why));
    }

    /** Steps can be repeated, so a session that is lost in the middle of them is worth a new one. */
    private void restored(RouterChange change, Undo.Steps steps) throws TargetException {
        for (int renewed = 0; ; renewed++) {
            try {
                restoreOnce(change, steps);
                return;
            } catch (UnreachableException lost) {
                if (renewed == NEW_SESSIONS) {
                    throw lost;
                }
                renew();
                snapshot.forget();
            }
        }
    }

    private void renew() throws TargetException {
        try {
            link.renew(firstPause, Duration.ZERO);
        } catch (UnreachableException e) {
            link.notice(
                    "the session was lost, and no new one can be opened yet. To take back what was done, one is sought for "
                            + Pauses.inWords(PATIENCE) + " at most. The first attempt: " + e.getMessage());
            link.renew(firstPause, PATIENCE);
        }
    }

    private static boolean removal(RouterChange change) {
        return change instanceof RouterCommand command
                && command.row().filter(row -> row.after().isEmpty()).isPresent();
    }

    /** What has not been removed is let go of by no waiting. */
    private RouterChange patient(RouterChange step) {
        return step instanceof RouterCommand command && remains(command.retry().behind())
                ? command.retrying(RouterCommand.Retry.NEVER)
                : step;
    }

    private boolean remains(String menu) {
        return left.stream()
                .anyMatch(l -> l.change() instanceof RouterCommand c && c.menu().equals(menu));
    }

    private void restoreOnce(RouterChange change, Undo.Steps steps) throws TargetException {
        new Applier(link, snapshot, progress, firstPause, new Journal(), UploadSlots.Way.FREE)
                .apply(steps.way().steps(snapshot).stream().map(this::patient).toList());
        if (removal(change)) {
            snapshot.forget(); // what named the row names nothing now, in menus that were not changed otherwise
        }
        if (steps.proof().holds(snapshot)) {
            undone.add(change);
        } else {
            remains(
                    change,
                    "taken back, but the router does not show it as it was" + new Standing(snapshot).of(change));
        }
    }
}
