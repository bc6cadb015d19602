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
    UNHEALTHY("unhealthy", "bad, output: ");

    /** Hidden value; also there while the container does not run, for the next start. */
    private static final String HIDDEN = ".health";

    /** Hidden value: that its image brings a check. */
    private static final String BROUGHT = ".image-health";

    /** Hidden value: what the last check printed. */
    private static final String PRINTED = ".health-output";

    private static final String STATUS = "healthcheck-status";

    private final String flag;
    private final String verdict;

    ContainerHealth(String flag, String verdict) {
        this.flag = flag;
        this.verdict = verdict;
    }

    static ContainerHealth of(TableRow row) {
        return valueOf(row.get(HIDDEN).orElse(UNCHECKED.name()));
    }

    /** What is known of a container that is being started. The command that counts is that of now, not a later one. */
    static void forget(TableRow row) {
        boolean checks = row.is(BROUGHT) || !row.text("healthcheck-cmd").isEmpty();
        row.set(HIDDEN, (checks ? STARTING : UNCHECKED).name());
        row.unset(PRINTED);
    }

    /** Remembers that the image of a container brings a check, which routers make by themselves from 7.22 on. */
    static void brought(TableRow row, boolean checked) {
        row.set(BROUGHT, checked);
    }

    /** Shows what a check has found of a row that runs. */
    static void found(TableRow row, boolean good, String printed) {
        row.set(PRINTED, printed);
        (good ? HEALTHY : UNHEALTHY).show(row);
    }

    /** Remembers this of a row that runs, and shows it. */
    void show(TableRow row) {
        row.set(HIDDEN, name());
        hide(row);
        row.set(flag, true);
        if (!verdict.isEmpty()) {
            row.set(STATUS, verdict + row.text(PRINTED));
        }
    }

    /** Shows nothing, as of a container that does not run. */
    static void hide(TableRow row) {
        for (ContainerHealth health : values()) {
            row.unset(health.flag);
        }
        row.unset(STATUS);
    }
}
