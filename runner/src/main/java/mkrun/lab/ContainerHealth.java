package mkrun.lab;

import mkrun.lab.script.TableRow;

/**
 * What the checks of a running container's health have found. A row tells it by the flag that it has in place of the one
 * of containers without checks.
 */
enum ContainerHealth {
    /** Nobody checks it. */
    UNCHECKED("running", ""),
    /** No check is over yet. */
    STARTING("starting-with-healthcheck", ""),
    HEALTHY("healthy", "good, output: "),
    UNHEALTHY("unhealthy", "bad, output: check ordered to fail");

    /** Hidden value; also there while the container does not run, for the next start. */
    private static final String HIDDEN = ".health";

    /** Hidden value: that its image brings a check. */
    private static final String BROUGHT = ".image-health";

    private static final String OUTPUT = "healthcheck-status";

    private final String flag;
    private final String output;

    ContainerHealth(String flag, String output) {
        this.flag = flag;
        this.output = output;
    }

    static ContainerHealth of(TableRow row) {
        return valueOf(row.get(HIDDEN).orElse(UNCHECKED.name()));
    }

    /** What is known of a container that is being started. The command that counts is that of now, not a later one. */
    static void forget(TableRow row) {
        boolean checks = row.is(BROUGHT) || !row.text("healthcheck-cmd").isEmpty();
        row.set(HIDDEN, (checks ? STARTING : UNCHECKED).name());
    }

    /** Remembers that the image of a container brings a check, which routers make by themselves from 7.22 on. */
    static void brought(TableRow row, boolean checked) {
        row.set(BROUGHT, checked);
    }

    /** Remembers this of a row that runs, and shows it. */
    void show(TableRow row) {
        row.set(HIDDEN, name());
        hide(row);
        row.set(flag, true);
        if (!output.isEmpty()) {
            row.set(OUTPUT, output);
        }
    }

    /** Shows nothing, as of a container that does not run. */
    static void hide(TableRow row) {
        for (ContainerHealth health : values()) {
            row.unset(health.flag);
        }
        row.unset(OUTPUT);
    }
}
