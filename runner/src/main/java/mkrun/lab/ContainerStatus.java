package mkrun.lab;

import java.util.List;
import mkrun.lab.script.TableRow;
import mkrun.routeros.RouterosVersion;

/** Where a container is in its life, and how each version shows that: as a text before 7.20, as flags from then on. */
enum ContainerStatus {
    PULLING("downloading/extracting", "pulling"),
    EXTRACTING("downloading/extracting", "extracting"),
    STOPPED("stopped", "stopped"),
    STARTING("starting", "stopped"),
    RUNNING("running", "running"),
    STOPPING("stopping", "stopping"),
    DELETING("deleting", "stopped"),
    FAILED("download/extract failed", "error");

    private static final String TEXT = "status";
    /** Hidden value; the text of old versions does not tell all of them apart. */
    private static final String HIDDEN = ".status";

    private final String flag;
    private final String text;

    ContainerStatus(String flag, String text) {
        this.flag = flag;
        this.text = text;
    }

    /** The status of a container's row. */
    static ContainerStatus of(TableRow row) {
        return valueOf(row.get(HIDDEN).orElse(STOPPED.name()));
    }

    boolean in(ContainerStatus... any) {
        return List.of(any).contains(this);
    }

    /** Shows this status in a row, as that version does. */
    void show(TableRow row, RouterosVersion version) {
        row.set(HIDDEN, name());
        for (ContainerStatus status : values()) {
            row.unset(status.flag);
        }
        ContainerHealth.hide(row);
        row.unset(TEXT);
        if (!version.atLeast("7.20")) {
            row.set(TEXT, text);
        } else if (this == RUNNING) {
            ContainerHealth.of(row).show(row);
        } else {
            row.set(flag, true);
        }
    }
}
