package mkrun.lab;

import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import mkrun.lab.LabFaults.Kind;

/** Counts what happens to a started router and says when an ordered accident is due. Each comes once. */
final class FaultPlan {
    /** Ends whatever runs: the connection is to be cut without another byte. */
    static final class Cut extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Cut() {
            super("connection cut as ordered", null, false, false);
        }
    }

    /** Ends whatever runs: the connection stays, and its client never hears of it. */
    static final class Silence extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Silence() {
            super("no answer, as ordered", null, false, false);
        }
    }

    private static final LabObserver NOBODY = new LabObserver() {};

    private final LabFaults faults;
    private final FirstLogin firstLogin;
    private final AtomicLong written = new AtomicLong();
    private final AtomicBoolean diskFilled = new AtomicBoolean();
    private final AtomicLong uploaded = new AtomicLong();
    private final AtomicBoolean uploadCut = new AtomicBoolean();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicBoolean exportSlowed = new AtomicBoolean();
    private final AtomicBoolean containerStarted = new AtomicBoolean();
    private final AtomicInteger execs = new AtomicInteger();
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicInteger transfers = new AtomicInteger();
    private final AtomicInteger imports = new AtomicInteger();
    private volatile boolean diskFull;
    private volatile boolean happened;
    private volatile boolean calm;
    private volatile LabObserver observer = NOBODY;

    FaultPlan(LabFaults faults) {
        this.faults = faults;
        this.firstLogin = new FirstLogin(faults.greeting());
    }

    /** What consoles ask before their first prompt. */
    FirstLogin firstLogin() {
        return firstLogin;
    }

    private boolean due(Kind kind, int count) {
        return !calm && count == faults.number(kind) && comes();
    }

    private boolean comes() {
        happened = true;
        return true;
    }

    /** Whether one of the accidents that are counted for has come. */
    boolean happened() {
        return happened;
    }

    /** Has somebody see what is done. */
    void observe(LabObserver newObserver) {
        observer = newObserver;
    }

    /** Whether the connection is to be cut now that so many more bytes were uploaded. */
    boolean uploading(long bytes) {
        long sum = uploaded.addAndGet(bytes);
        int most = faults.number(Kind.DROP_UPLOAD_AFTER);
        boolean observed = observer.uploading(sum);
        return observed || !calm && most > 0 && sum >= most && uploadCut.compareAndSet(false, true) && comes();
    }

    /** Whether a request over SFTP that has just arrived is never to be answered. */
    boolean transferring() {
        return due(Kind.SILENT_AT_TRANSFER, transfers.incrementAndGet());
    }

    /** Called when an exec request has arrived, before it is run. */
    void exec() {
        int exec = execs.incrementAndGet();
        if (due(Kind.DROP_AT_EXEC, exec)) {
            throw new Cut();
        }
        if (due(Kind.SILENT_AT_EXEC, exec)) {
            throw new Silence();
        }
    }

    /** After how many of so many bytes of an answer the connection is to be cut, if it is. */
    OptionalInt answering(int bytes) {
        long before = answered.getAndAdd(bytes);
        int most = faults.number(Kind.DROP_ANSWER_AFTER);
        boolean due = !calm && most > before && most <= before + bytes && comes();
        return due ? OptionalInt.of((int) (most - before)) : OptionalInt.empty();
    }

    /** Whether somebody else has left no room for so many more bytes, on whatever disk. */
    boolean fills(long bytes) {
        long sum = written.addAndGet(bytes);
        int most = faults.number(Kind.DISK_FULL_AFTER);
        if (!calm && most > 0 && sum > most && diskFilled.compareAndSet(false, true)) {
            diskFull = comes();
        }
        return diskFull;
    }

    /** Whether the disks are full. */
    boolean diskFull() {
        return diskFull;
    }

    /** No more of what is counted for, and no full disks. */
    void calm() {
        calm = true;
        diskFull = false;
    }

    /** The disks are no longer full, and will not be again. */
    void makeRoom() {
        diskFull = false;
    }

    /** How many exec requests there were. */
    int execs() {
        return execs.get();
    }

    /** Whether an export that has come to that menu is to get no answer from it. */
    boolean exporting(String menu) {
        return menu.equals(faults.slowExport()) && exportSlowed.compareAndSet(false, true);
    }

    /** What is wrong with a container that is being started. */
    LabFaults.Illness starting() {
        boolean ordered =
                faults.illness() == LabFaults.Illness.EXITS || faults.illness() == LabFaults.Illness.NEVER_HEALTHY;
        return ordered && containerStarted.compareAndSet(false, true) ? faults.illness() : LabFaults.Illness.NONE;
    }

    /** What is wrong with the containers that run when the router is switched on. */
    LabFaults.Illness resuming() {
        return faults.illness() == LabFaults.Illness.FALLS_ILL ? faults.illness() : LabFaults.Illness.NONE;
    }

    /** Whether an import of an image that begins now is to fail. */
    boolean importing() {
        return due(Kind.FAIL_IMPORT, imports.incrementAndGet());
    }

    /**
     * Called after each changing command.
     *
     * @param powerCut what switches the router off and on
     */
    void changed(Runnable powerCut) {
        int change = changes.incrementAndGet();
        if (due(Kind.DISK_FULL_AFTER_CHANGE, change)) {
            diskFull = true;
        }
        if (due(Kind.REBOOT_AFTER_CHANGE, change)) {
            powerCut.run();
            throw new Cut();
        }
        boolean observed = observer.changed(change);
        if (observed || due(Kind.DROP_AFTER_CHANGE, change)) {
            throw new Cut();
        }
        if (due(Kind.SILENT_AFTER_CHANGE, change)) {
            throw new Silence();
        }
    }
}
