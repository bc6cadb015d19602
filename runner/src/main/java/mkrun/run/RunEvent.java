package mkrun.run;

import java.time.Duration;
import java.util.List;
import mkrun.target.Rollback;
import mkrun.task.Outcome;
import mkrun.task.SourcePos;
import mkrun.task.Task;

/**
 * Something that happened in a run. The results of a task come between its start and the start of the next one, in the
 * order of the hosts, so that two runs read alike. Events may come from any thread, but never two at a time.
 */
public sealed interface RunEvent {
    /** A play begins with these hosts (all its batches); without hosts it is over at once. */
    record PlayStarted(String play, SourcePos position, List<String> hosts, boolean check) implements RunEvent {
        public PlayStarted {
            hosts = List.copyOf(hosts);
        }
    }

    /** The hosts of the batch that begins are connected to, and asked what they are. */
    record ConnectStarted(List<String> hosts) implements RunEvent {
        public ConnectStarted {
            hosts = List.copyOf(hosts);
        }
    }

    /** A host was connected to ({@link Outcome.Ok}), or not. */
    record ConnectFinished(String host, Outcome outcome) implements RunEvent {}

    /** Something that a user should know of a host, in a sentence; the run goes on. */
    record Warning(String host, String text) implements RunEvent {}

    /** A task begins on the hosts that have it. */
    record TaskStarted(Task task, boolean handler) implements RunEvent {}

    /** A task ended on one host. */
    record TaskFinished(String host, Task task, Outcome outcome, Duration took) implements RunEvent {}

    /**
     * A task failed in the middle of a transaction, and what was done of it was taken back as far as that was possible.
     *
     * @param tasks how many tasks of it that had changed something are as if they had not run
     */
    record RolledBack(String host, String transaction, Rollback rollback, int tasks) implements RunEvent {}

    /**
     * A batch of the play under way has failed whole, so that nothing begins on these hosts of later batches, in this play
     * or in a later one.
     */
    record LeftOut(List<String> hosts) implements RunEvent {
        public LeftOut {
            hosts = List.copyOf(hosts);
        }
    }

    /** How far a long step of a host has come, see {@link mkrun.target.Progress}. */
    record StepProgress(String host, String what, long done, long total) implements RunEvent {}

    /** Somebody ended the run before it was over; nothing comes after it, although steps that are under way may fail yet. */
    record Interrupted() implements RunEvent {}

    /** The run is over; nothing comes after it. */
    record RunFinished(Recap recap) implements RunEvent {}
}
