package mkrun.lab;

/**
 * Accidents to order. Each happens once in the life of a started router: what comes after it works again.
 *
 * @param dropUploadAfterBytes the connection is cut when that many bytes were uploaded; 0 for never
 * @param dropAtExec the connection is cut when that exec request (counted from 1) arrives, before it runs; 0 for never
 * @param dropAfterChange the connection is cut after that changing command (counted from 1) was carried out, without
 *     an answer and without the rest of its line; 0 for never
 * @param slowExport the first export that meets this menu goes on without it, since it does not answer in time; empty for
 *     none
 * @param illness what is wrong with a container
 */
public record LabFaults(
        long dropUploadAfterBytes, int dropAtExec, int dropAfterChange, String slowExport, Illness illness) {
    /** What can be wrong with a container, and with which. */
    public enum Illness {
        /** Nothing, with none. */
        NONE,
        /** The first one that is started ends as soon as it runs. */
        EXITS,
        /** The first one that is started runs, and no check of its health ever succeeds. */
        NEVER_HEALTHY,
        /** No check of the health of those that run when the router is switched on succeeds. */
        FALLS_ILL
    }

    /** Nothing goes wrong. */
    public static final LabFaults NONE = new LabFaults(0, 0, 0, "", Illness.NONE);

    /** Cuts the connection in the middle of an upload. */
    public static LabFaults dropUploadAfter(long bytes) {
        return new LabFaults(bytes, 0, 0, "", Illness.NONE);
    }

    /** Cuts the connection instead of running the n-th exec request. */
    public static LabFaults dropAtExec(int n) {
        return new LabFaults(0, n, 0, "", Illness.NONE);
    }

    /** Cuts the connection right after the n-th changing command. */
    public static LabFaults dropAfterChange(int n) {
        return new LabFaults(0, 0, n, "", Illness.NONE);
    }

    /** Has a menu miss in the first export that meets it. */
    public static LabFaults slowExport(String menu) {
        return new LabFaults(0, 0, 0, menu, Illness.NONE);
    }

    /** Has something be wrong with a container for as long as it is not started anew. */
    public static LabFaults ill(Illness illness) {
        return new LabFaults(0, 0, 0, "", illness);
    }
}
