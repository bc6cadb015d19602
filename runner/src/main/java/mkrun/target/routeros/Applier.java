package mkrun.target.routeros;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mkrun.routeros.Batch;
import mkrun.routeros.BatchResult;
import mkrun.target.Change;
import mkrun.target.LocalChange;
import mkrun.target.Progress;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.target.UnansweredException;
import mkrun.target.UnreachableException;

/** Makes one task's changes: commands that follow each other go out together, everything else one by one. */
final class Applier {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    /** Characters of a command that failed. */
    private static final int MOST_TOLD = 1000;

    private final SessionAgain link;
    private final Snapshot snapshot;
    private final Progress progress;
    private final Duration firstPause;
    private final Journal journal;
    private final UploadSlots.Way way;
    private final List<Change> done = new ArrayList<>();
    private final long begin = System.nanoTime();
    /** When the last line was sent. */
    private long sent = begin;
    /** The commands of the last line that was sent, until they are answered. */
    private List<RouterCommand> unanswered = List.of();

    Applier(
            SessionAgain link,
            Snapshot snapshot,
            Progress progress,
            Duration firstPause,
            Journal journal,
            UploadSlots.Way way) {
        this.link = link;
        this.snapshot = snapshot;
        this.progress = progress;
        this.firstPause = firstPause;
        this.journal = journal;
        this.way = way;
    }

    void apply(List<? extends Change> changes) throws TargetException {
        try {
            inOrder(changes);
        } catch (UnreachableException e) {
            throw unanswered.isEmpty() ? e : doubtful(e);
        } catch (TargetException e) {
            throw settled(changes, e);
        }
    }

    /** Takes back what foretold a change that was refused, and sends what is to be sent in any case. */
    private TargetException settled(List<? extends Change> changes, TargetException failure)
            throws UnreachableException {
        List<RouterCommand> left = new ArrayList<>();
        List<Change> told = new ArrayList<>(failure.done());
        List<String> after = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            if (!(changes.get(i) instanceof RouterCommand command)) {
                continue;
            }
            boolean made = done.contains(command);
            if (command.has(RouterCommand.Trait.IN_ANY_CASE) && !made) {
                left.add(command);
                after.add("\n  done after it: " + command.summary());
            }
            if (command.has(RouterCommand.Trait.FORETELLING) && made && !done.contains(changes.get(i + 1))) {
                left.addAll(back(command));
                told.remove(command);
                journal.forget(command);
            }
        }
        try {
            send(left);
        } catch (UnreachableException e) {
            throw e;
        } catch (TargetException e) {
            return new TargetException(
                    failure.getMessage() + "\nAfter that, " + e.getMessage(), failure.done(), failure);
        }
        return told.size() == failure.done().size() && after.isEmpty()
                ? failure
                : new TargetException(failure.getMessage() + String.join("", after), told, failure);
    }

    private static List<RouterCommand> back(RouterCommand command) {
        return command.undo() instanceof Undo.Steps steps
                ? steps.known().orElse(List.of()).stream()
                        .map(RouterCommand.class::cast)
                        .toList()
                : List.of();
    }

    private UnansweredException doubtful(UnreachableException e) {
        int others = unanswered.size() - 1;
        return new UnansweredException(
                e.getMessage() + ". Whether the router carried it out is not known: "
                        + shortened(unanswered.get(0).command().masked())
                        + (others == 0
                                ? ""
                                : others == 1 ? " and a command after it" : " and " + others + " commands after it"),
                e);
    }

    private void inOrder(List<? extends Change> changes) throws TargetException {
        List<RouterCommand> waiting = new ArrayList<>();
        int next = 0;
        while (next < changes.size()) {
            Change change = changes.get(next++);
            if (change instanceof SelfRestore guard) {
                send(waiting);
                guarded(guard);
                next += guard.commands().size() + 1;
                continue;
            }
            if (change instanceof RouterCommand command
                    && command.retry().words().isEmpty()) {
                waiting.add(command);
                continue;
            }
            send(waiting);
            one(change);
            done.add(change);
        }
        send(waiting);
    }

    private void guarded(SelfRestore guard) throws TargetException {
        GuardedSend sender = new GuardedSend(link, snapshot, progress, firstPause, journal, guard);
        List<Change> before = List.copyOf(done);
        try {
            sender.by(commands -> send(new ArrayList<>(commands)));
        } catch (UnreachableException e) {
            throw e;
        } catch (TargetException e) {
            throw e.done().isEmpty() ? new TargetException(e.getMessage(), before, e) : e;
        } finally {
            unanswered = List.of(); // what became of them is found out there
        }
        done.clear();
        done.addAll(before);
        done.addAll(sender.done());
    }

    private void one(Change change) throws TargetException {
        try {
            if (change instanceof RouterCommand command) {
                retried(command);
            } else if (change instanceof FileUpload upload) {
                journal.sending(upload);
                way.through(progress, () -> new Uploading(link, snapshot, progress).make(upload));
            } else if (change instanceof AwaitRows await) {
                new Waiting(link, snapshot, progress, firstPause, LONGEST_PAUSE, begin, sent).until(await);
            } else if (change instanceof Reboot reboot) {
                journal.sending(reboot);
                new Rebooting(link, snapshot, firstPause).make(reboot);
            } else if (change instanceof LocalChange local) {
                local.run(progress);
            } else {
                throw new IllegalArgumentException("not a change of a router: " + change.summary());
            }
        } catch (UnreachableException e) {
            throw e;
        } catch (TargetException e) {
            throw new TargetException(String.valueOf(e.getMessage()), done, e);
        }
    }

    /** Sends commands in as few lines as they fit in, and empties the list. */
    private void send(List<RouterCommand> commands) throws TargetException {
        List<RouterCommand> left = List.copyOf(commands);
        commands.clear();
        List<String> texts = left.stream().map(c -> c.command().text()).toList();
        for (Batch batch : texts.isEmpty() ? List.<Batch>of() : Batch.of(texts, RouterTarget.nonce())) {
            int size = batch.commands().size();
            run(batch, left.subList(0, size));
            left = left.subList(size, left.size());
        }
    }

    private void run(Batch batch, List<RouterCommand> commands) throws TargetException {
        commands.forEach(snapshot::touched);
        commands.forEach(journal::sending);
        BatchResult result = answered(batch, commands);
        List<RouterCommand> refused = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            if (result.steps().get(i).status() == BatchResult.Status.DONE) {
                done.add(commands.get(i)); // some routers go on after a refusal
            } else {
                refused.add(commands.get(i));
                journal.refused(commands.get(i));
            }
        }
        if (refused.isEmpty()) {
            return;
        }
        if (!needless(refused.get(0), words(commands, result))) {
            throw new TargetException(said(refused.get(0), words(commands, result)), done, null);
        }
        send(new ArrayList<>(refused.subList(1, refused.size())));
    }

    /** Whether somebody else has done meanwhile what the router has refused to do. */
    private boolean needless(RouterCommand command, String words) throws TargetException {
        if (command.needless().isEmpty()) {
            return false;
        }
        RouterCommand.Needless needless = command.needless().get();
        Pauses pauses = new Pauses(firstPause, LONGEST_PAUSE, needless.patience());
        while (!needless.done()
                .test(snapshot.freshRows(Set.of(command.menu())).getOrDefault(command.menu(), List.of()))) {
            if (!pauses.next()) {
                return false;
            }
        }
        progress.notice(needless.notice() + (words.isEmpty() ? "" : ": the router said \"" + words + "\""));
        return true;
    }

    private BatchResult answered(Batch batch, List<RouterCommand> commands) throws UnreachableException {
        unanswered = commands;
        sent = System.nanoTime();
        String answer = link.exec(batch.text());
        unanswered = List.of();
        return batch.parse(answer);
    }

    /** What the router said of the first command that it refused. */
    private static String words(List<RouterCommand> commands, BatchResult result) {
        List<Secret> secrets =
                commands.stream().flatMap(c -> c.secrets().stream()).toList();
        String words = result.steps().stream()
                .filter(s -> s.status() == BatchResult.Status.FAILED)
                .map(BatchResult.Step::output)
                .findFirst()
                .orElse("");
        return Masking.mask(words, secrets).strip();
    }

    /** What a router says of a file's contents should not be lost behind them. */
    private static String shortened(String command) {
        return command.length() <= MOST_TOLD
                ? command
                : command.substring(0, MOST_TOLD) + "... (" + command.length() + " characters)";
    }

    private static String said(RouterCommand command, String words) {
        return shortened(command.command().masked())
                + (words.isEmpty() ? ": the router did not confirm it" : ": the router said \"" + words + "\"")
                + Hints.of(words);
    }

    private void retried(RouterCommand command) throws TargetException {
        Pauses pauses = new Pauses(firstPause, LONGEST_PAUSE, command.retry().deadline());
        while (true) {
            snapshot.touched(command);
            journal.sending(command);
            Batch batch = Batch.of(List.of(command.command().text()), RouterTarget.nonce())
                    .get(0);
            BatchResult result = answered(batch, List.of(command));
            if (result.ok()) {
                return;
            }
            journal.refused(command);
            String words = result.steps().get(0).output();
            boolean notYet = command.retry().words().stream().anyMatch(words::contains);
            if (!notYet || !pauses.next()) {
                throw new TargetException(said(command, words(List.of(command), result))
                        + (notYet ? ", for " + Pauses.inWords(command.retry().deadline()) : ""));
            }
        }
    }
}
