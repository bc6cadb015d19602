package mkrun.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import mkrun.report.Screen.Colour;
import mkrun.run.RunEvent;
import mkrun.run.RunListener;
import mkrun.target.Change;
import mkrun.target.Rollback;
import mkrun.task.Outcome;
import mkrun.task.Task;

/**
 * Prints a run in Ansible's lines: {@code PLAY [...]}, {@code TASK [...]}, {@code changed: [host]}, and the recap.
 */
public final class ConsoleReport implements RunListener {
    /** How many hosts are named that nothing begins on; a fleet would fill the screen, and all are in the recap. */
    private static final int NAMED = 10;

    private final Screen screen;
    private final boolean diff;
    private final int verbosity;
    private final ProgressBar bar;
    private boolean check;

    /**
     * @param diff whether the changes of a task are printed above its line
     * @param verbosity 0 prints lines; 1 also why nothing was to do and each change in one line; 2 also positions
     */
    public ConsoleReport(Screen screen, boolean diff, int verbosity) {
        this.screen = screen;
        this.diff = diff;
        this.verbosity = verbosity;
        this.bar = new ProgressBar(screen);
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.StepProgress step) {
            bar.show(step.host(), step.what(), step.done(), step.total());
            return;
        }
        synchronized (bar) {
            bar.clear();
            print(event);
            screen.out().flush();
        }
    }

    private void print(RunEvent event) {
        if (event instanceof RunEvent.PlayStarted play) {
            playStarted(play);
        } else if (event instanceof RunEvent.ConnectStarted) {
            line("");
            line(screen.header("TASK [Gathering Facts]"));
        } else if (event instanceof RunEvent.ConnectFinished connect) {
            outcome(connect.host(), connect.outcome(), "");
        } else if (event instanceof RunEvent.Warning warning) {
            line(screen.paint(Colour.WARNING, "[WARNING]: " + warning.host() + ": " + warning.text()));
        } else if (event instanceof RunEvent.TaskStarted task) {
            taskStarted(task);
        } else if (event instanceof RunEvent.TaskFinished task) {
            taskFinished(task);
        } else if (event instanceof RunEvent.RolledBack back) {
            rolledBack(back);
        } else if (event instanceof RunEvent.LeftOut rest) {
            leftOut(rest.hosts());
        } else if (event instanceof RunEvent.Interrupted) {
            bar.end();
        } else if (event instanceof RunEvent.RunFinished run) {
            line("");
            new RecapTable(screen).print(run.recap());
        }
    }

    private void playStarted(RunEvent.PlayStarted play) {
        check = play.check();
        line("");
        line(screen.header("PLAY [" + play.play() + "]" + mark()));
        if (play.hosts().isEmpty()) {
            line(screen.paint(Colour.SKIPPED, "skipping: no hosts matched"));
        }
    }

    private void taskStarted(RunEvent.TaskStarted event) {
        line("");
        line(screen.header((event.handler() ? "RUNNING HANDLER [" : "TASK [")
                + event.task().displayName() + "]" + mark()));
        if (verbosity >= 2) {
            line("task path: " + event.task().id().position());
        }
    }

    private void taskFinished(RunEvent.TaskFinished event) {
        Task task = event.task();
        if (diff && event.outcome() instanceof Outcome.Changed changed) {
            changed.changes().forEach(this::diff);
        }
        boolean speaks = task.operation().type().equals("debug");
        if (speaks && event.outcome() instanceof Outcome.Ok ok) {
            line(screen.paint(Colour.OK, "ok: [" + event.host() + "] => " + ok.reason()));
            return;
        }
        outcome(event.host(), event.outcome(), task.id().position() + ": ");
    }

    private void leftOut(List<String> hosts) {
        String names = hosts.stream().limit(NAMED).collect(Collectors.joining(", "));
        String more = hosts.size() <= NAMED ? "" : " and " + (hosts.size() - NAMED) + " more";
        line("");
        line(screen.header("NO MORE HOSTS LEFT"));
        line(screen.paint(
                Colour.ERROR, "all hosts of a batch have failed, so nothing is begun on the next: " + names + more));
    }

    private void rolledBack(RunEvent.RolledBack event) {
        Rollback rollback = event.rollback();
        line(screen.paint(
                rollback.complete() ? Colour.CHANGED : Colour.ERROR,
                "rolled back: [" + event.host() + "] => " + event.transaction() + ": " + takenBack(rollback)));
        rollback.reasons().forEach(text -> line(screen.paint(Colour.ERROR, "  - " + text)));
        if (verbosity >= 1) {
            done("taken back: ", rollback.undone());
        }
    }

    private static String takenBack(Rollback rollback) {
        int undone = rollback.undone().size();
        if (undone == 0) {
            return rollback.complete()
                    ? "there was nothing to take back, the router's configuration is as before"
                    : "nothing could be taken back:";
        }
        return (undone == 1 ? "1 change is" : undone + " changes are") + " taken back, "
                + (rollback.complete() ? "the router's configuration is as before" : "but not all:");
    }

    private void outcome(String host, Outcome outcome, String where) {
        if (outcome instanceof Outcome.Ok ok) {
            line(screen.paint(Colour.OK, "ok: [" + host + "]" + (verbosity >= 1 ? note(ok.reason()) : "")));
        } else if (outcome instanceof Outcome.Changed changed) {
            changed(host, changed);
        } else if (outcome instanceof Outcome.Skipped skipped) {
            line(screen.paint(
                    Colour.SKIPPED, "skipping: [" + host + "]" + (verbosity >= 1 ? note(skipped.reason()) : "")));
        } else if (outcome instanceof Outcome.Failed failed) {
            failed(host, failed, where);
        } else if (outcome instanceof Outcome.Unreachable unreachable) {
            line(screen.paint(Colour.UNREACHABLE, "fatal: [" + host + "]: UNREACHABLE! => " + unreachable.error()));
        } else if (outcome instanceof Outcome.Blocked blocked) {
            line(screen.paint(Colour.BLOCKED, "blocked: [" + host + "]: a human must act first"));
            blocked.toDo().forEach(toDo -> line(screen.paint(Colour.BLOCKED, "  - " + toDo)));
        }
    }

    private void changed(String host, Outcome.Changed changed) {
        line(screen.paint(Colour.CHANGED, "changed: [" + host + "]" + note(changed.note())));
        if (verbosity >= 1 && !diff) {
            changed.changes().forEach(c -> line("  " + c.summary()));
        }
    }

    private void failed(String host, Outcome.Failed failed, String where) {
        line(screen.paint(Colour.ERROR, "fatal: [" + host + "]: FAILED! => " + where + failed.error()));
        for (Change change : failed.done()) {
            done(
                    change.doubtful() ? "tried before it, as far as it applied: " : "took effect before it: ",
                    List.of(change));
        }
        if (failed.ignored()) {
            line(screen.paint(Colour.SKIPPED, "...ignoring"));
        }
    }

    private void done(String what, List<Change> changes) {
        changes.forEach(c -> line(screen.paint(Colour.CHANGED, "  " + what + c.summary())));
    }

    private void diff(Change change) {
        for (String text : change.diff()) {
            line(hue(text).map(hue -> screen.paint(hue, text)).orElse(text));
        }
    }

    /** The colour of a line of a diff; none for context and remarks. A command is something that is added. */
    private static Optional<Colour> hue(String line) {
        if (line.startsWith("@@")) {
            return Optional.of(Colour.HUNK);
        }
        if (line.startsWith("-")) {
            return Optional.of(Colour.REMOVED);
        }
        return line.startsWith("+") || line.startsWith("/") ? Optional.of(Colour.ADDED) : Optional.empty();
    }

    private static String note(String reason) {
        return reason.isEmpty() ? "" : " => " + reason;
    }

    private String mark() {
        return check ? " [CHECK MODE]" : "";
    }

    private void line(String text) {
        screen.out().println(text);
    }
}
