package mkrun.lab;

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

    private final LabFaults faults;
    private final FirstLogin firstLogin;
    private final AtomicLong uploaded = new AtomicLong();
    private final AtomicBoolean uploadCut = new AtomicBoolean();
    private final AtomicBoolean exportSlowed = new AtomicBoolean();
    private final AtomicBoolean containerStarted = new AtomicBoolean();
    private final AtomicInteger execs = new AtomicInteger();
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicInteger imports = new AtomicInteger();

    FaultPlan(LabFaults faults) {
        this.faults = faults;
        this.firstLogin = new FirstLogin(faults.greeting());
    }

    /** What consoles ask before their first prompt. */
    FirstLogin firstLogin() {
        return firstLogin;
    }

    /** Whether the connection is to be cut now that so many more bytes were uploaded. */
    boolean uploading(long bytes) {
        long sum = uploaded.addAndGet(bytes);
        int most = faults.number(Kind.DROP_UPLOAD_AFTER);
        return most > 0 && sum >= most && uploadCut.compareAndSet(false, true);
    }

    /** Whether the connection is to be cut instead of running an exec request that has just arrived. */
    boolean exec() {
        return execs.incrementAndGet() == faults.number(Kind.DROP_AT_EXEC);
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
        return imports.incrementAndGet() == faults.number(Kind.FAIL_IMPORT);
    }

    /**
     * Called after each changing command.
     *
     * @param powerCut what switches the router off and on
     */
    void changed(Runnable powerCut) {
        int change = changes.incrementAndGet();
        if (change == faults.number(Kind.REBOOT_AFTER_CHANGE)) {
            powerCut.run();
            throw new Cut();
        }
        if (change == faults.number(Kind.DROP_AFTER_CHANGE)) {
            throw new Cut();
        }
    }
}
