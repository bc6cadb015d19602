package mkrun.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import mkrun.run.Recap;
import mkrun.run.RunEvent;
import mkrun.run.RunListener;
import mkrun.target.Change;
import mkrun.task.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run as NDJSON: one JSON object a line, with {@code "event"} first. Names and values are those of the lines on
 * the screen; secrets are masked as there. Of a task that failed {@code done} took effect before that, and {@code tried} as far
 * as it applied, which nobody knows. Progress is left out. What cannot be written, on a full disk, does not end the run
 * in the middle of its changes: nothing more is written, and {@link #close} throws.
 */
public final class JsonReport implements RunListener, AutoCloseable {
    private final Writer out;
    private final JsonFactory json = new JsonFactory();
    private @Nullable IOException failure;

    /**
     * @param out gets one line per event, flushed each time; closed by {@link #close}
     */
    public JsonReport(Writer out) {
        this.out = out;
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.StepProgress || failure != null) {
            return;
        }
        try {
            // closing this generator must not close the file behind it
            try (JsonGenerator g = json.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
                g.writeStartObject();
                write(g, event);
                g.writeEndObject();
            }
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            failure = e;
        }
    }

    private static void write(JsonGenerator g, RunEvent event) throws IOException {
        if (event instanceof RunEvent.PlayStarted play) {
            g.writeStringField("event", "play_started");
            g.writeStringField("play", play.play());
            g.writeStringField("position", play.position().toString());
            g.writeBooleanField("check", play.check());
            strings(g, "hosts", play.hosts());
        } else if (event instanceof RunEvent.ConnectStarted connect) {
            g.writeStringField("event", "connect_started");
            strings(g, "hosts", connect.hosts());
        } else if (event instanceof RunEvent.ConnectFinished connect) {
            g.writeStringField("event", "connect_finished");
            g.writeStringField("host", connect.host());
            outcome(g, connect.outcome());
        } else if (event instanceof RunEvent.Warning warning) {
            g.writeStringField("event", "warning");
            g.writeStringField("host", warning.host());
            g.writeStringField("text", warning.text());
        } else if (event instanceof RunEvent.TaskStarted task) {
            g.writeStringField("event", task.handler() ? "handler_started" : "task_started");
            g.writeStringField("task", task.task().displayName());
            g.writeStringField("position", task.task().id().position().toString());
        } else if (event instanceof RunEvent.TaskFinished task) {
            g.writeStringField("event", "task_finished");
            g.writeStringField("host", task.host());
            g.writeStringField("task", task.task().displayName());
            g.writeStringField("position", task.task().id().position().toString());
            outcome(g, task.outcome());
            g.writeNumberField("millis", task.took().toMillis());
        } else if (event instanceof RunEvent.RolledBack back) {
            g.writeStringField("event", "rolled_back");
            g.writeStringField("host", back.host());
            g.writeStringField("transaction", back.transaction());
            changes(g, "undone", back.rollback().undone());
            strings(g, "left", back.rollback().reasons());
            g.writeNumberField("tasks", back.tasks());
        } else if (event instanceof RunEvent.LeftOut rest) {
            g.writeStringField("event", "left_out");
            strings(g, "hosts", rest.hosts());
        } else if (event instanceof RunEvent.Interrupted) {
            g.writeStringField("event", "interrupted");
        } else if (event instanceof RunEvent.RunFinished run) {
            g.writeStringField("event", "run_finished");
            recap(g, run.recap());
        }
    }

    private static void outcome(JsonGenerator g, Outcome outcome) throws IOException {
        if (outcome instanceof Outcome.Ok ok) {
            g.writeStringField("outcome", "ok");
            g.writeStringField("reason", ok.reason());
        } else if (outcome instanceof Outcome.Changed changed) {
            g.writeStringField("outcome", "changed");
            changes(g, "changes", changed.changes());
        } else if (outcome instanceof Outcome.Skipped skipped) {
            g.writeStringField("outcome", "skipped");
            g.writeStringField("reason", skipped.reason());
        } else if (outcome instanceof Outcome.Failed failed) {
            g.writeStringField("outcome", failed.ignored() ? "ignored" : "failed");
            g.writeStringField("error", failed.error());
            changes(g, "done", failed.done().stream().filter(c -> !c.doubtful()).toList());
            changes(g, "tried", failed.done().stream().filter(Change::doubtful).toList());
        } else if (outcome instanceof Outcome.Unreachable unreachable) {
            g.writeStringField("outcome", "unreachable");
            g.writeStringField("error", unreachable.error());
        } else if (outcome instanceof Outcome.Blocked blocked) {
            g.writeStringField("outcome", "blocked");
            strings(g, "todo", blocked.toDo());
        }
    }

    private static void recap(JsonGenerator g, Recap recap) throws IOException {
        g.writeObjectFieldStart("recap");
        for (var entry : recap.hosts().entrySet()) {
            Recap.Counts c = entry.getValue();
            g.writeObjectFieldStart(entry.getKey());
            g.writeNumberField("ok", c.ok());
            g.writeNumberField("changed", c.changed());
            g.writeNumberField("unreachable", c.unreachable());
            g.writeNumberField("failed", c.failed());
            g.writeNumberField("skipped", c.skipped());
            g.writeNumberField("rescued", c.rescued());
            g.writeNumberField("ignored", c.ignored());
            g.writeNumberField("blocked", c.blocked());
            g.writeNumberField("undone", c.undone());
            g.writeEndObject();
        }
        g.writeEndObject();
    }

    private static void changes(JsonGenerator g, String name, List<Change> changes) throws IOException {
        strings(g, name, changes.stream().map(Change::summary).toList());
    }

    private static void strings(JsonGenerator g, String name, List<String> values) throws IOException {
        g.writeArrayFieldStart(name);
        for (String value : values) {
            g.writeString(value);
        }
        g.writeEndArray();
    }

    /**
     * Ends the file.
     *
     * @throws IOException if not all events could be written
     */
    @Override
    public void close() throws IOException {
        if (failure == null) {
            out.close();
            return;
        }
        try (out) {
            throw failure;
        }
    }
}
