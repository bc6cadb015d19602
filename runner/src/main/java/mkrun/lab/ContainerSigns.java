package mkrun.lab;

import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;

/**
 * What a router lets be seen of its containers: the status, interfaces that run, lines in the log and, from 7.20 on, errors
 * in the comment.
 */
final class ContainerSigns {
    /** Hidden value: the comment of the owner, while the router shows an error in its place. */
    private static final String OWN_COMMENT = ".comment";

    private static final String TOPICS = "container,info,debug";

    private final RouterState state;
    private final RouterLog log;
    private final Runnable changed;

    /** @param changed called when a container has begun to run, or to answer, or does so no longer */
    ContainerSigns(RouterState state, RouterLog log, Runnable changed) {
        this.state = state;
        this.log = log;
        this.changed = changed;
    }

    /** Shows a status. */
    void show(TableRow row, ContainerStatus status) {
        status.show(row, state.version());
        interfaces(row, status);
        changed.run();
    }

    /** From 7.16 on a veth runs only while a container uses it. */
    void interfaces(TableRow row, ContainerStatus status) {
        for (String veth : row.text("interface").split(",")) {
            state.table("/interface/veth")
                    .where("name", veth)
                    .ifPresent(v -> v.set("running", status == ContainerStatus.RUNNING));
        }
    }

    /** Shows a status, and the error that led to it. */
    void fail(TableRow row, ContainerStatus status, String reason) {
        show(row, status);
        log.container(name(row), "container,error", reason);
        if (state.version().atLeast("7.20")) {
            row.set(OWN_COMMENT, row.text("comment")).set("comment", reason);
        }
    }

    /** Shows the owner's comment again where an error stands in its place. */
    void forgive(TableRow row) {
        row.get(OWN_COMMENT).ifPresent(c -> {
            row.set("comment", c).unset(OWN_COMMENT);
            if (c.isEmpty()) {
                row.unset("comment");
            }
        });
    }

    /** Writes a line about a container into the log. */
    void log(TableRow row, String line) {
        log.container(name(row), TOPICS, line);
    }

    /** The same, for containers whose output goes there. */
    void output(TableRow row, String line) {
        if (row.is("logging")) {
            log(row, line);
        }
    }

    private static String name(TableRow row) {
        return row.get("name").orElse(row.id());
    }
}
