package mkrun.op.router;

import java.time.Duration;
import java.util.Optional;
import mkrun.lab.LabFaults;

/** What can go wrong at each step of a run, and how an emulated router is told to do it. */
enum FaultKind {
    SESSION_CUT("drop-after-change", 1, "the session was cut"),
    ANSWER_CUT("drop-answer-after", 1499, "the session was cut in the middle of an answer"),
    MKRUN_ENDED("drop-after-change", 1, "mkrun ended"),
    POWER_CUT("reboot-after-change", 1, "the power failed"),
    DISK_FULL("disk-full-after-change", 1, "the disk filled up"),
    DISK_FULL_WHILE_WRITING("disk-full-after", 30_000, "the disk filled up in the middle of a file"),
    SILENT_BEFORE_COMMAND("silent-at-exec", 1, "the router fell silent instead of running a line"),
    SILENT_AFTER_CHANGE("silent-after-change", 1, "the router fell silent after a change"),
    SILENT_IN_TRANSFER("silent-at-transfer", 1, "the router fell silent in a transfer");

    private static final Duration SHORT = Duration.ofMillis(750);

    private final String order;
    private final int step;
    private final String words;

    FaultKind(String order, int step, String words) {
        this.order = order;
        this.step = step;
        this.words = words;
    }

    /** The fault at the n-th point, counted from 1. */
    LabFaults at(int point) {
        return LabFaults.parse(order + "=" + point * step);
    }

    String words() {
        return words;
    }

    /** Whether nobody is left to take back what was done. */
    boolean ends() {
        return this == MKRUN_ENDED;
    }

    /** Whether it can happen where the router fetches the image itself: nothing is transferred then. */
    boolean ofPulls() {
        return this != SILENT_IN_TRANSFER;
    }

    boolean fullDisk() {
        return this == DISK_FULL || this == DISK_FULL_WHILE_WRITING;
    }

    boolean silent() {
        return patience().isPresent();
    }

    /** How long an answer is waited for in the run that it happens to. */
    Optional<Duration> patience() {
        return switch (this) {
            case SILENT_BEFORE_COMMAND, SILENT_AFTER_CHANGE, SILENT_IN_TRANSFER -> Optional.of(SHORT);
            default -> Optional.empty();
        };
    }
}
