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
 */
public record LabFaults(long dropUploadAfterBytes, int dropAtExec, int dropAfterChange, String slowExport) {
    /** Nothing goes wrong. */
    public static final LabFaults NONE = new LabFaults(0, 0, 0, "");

    /** Cuts the connection in the middle of an upload. */
    public static LabFaults dropUploadAfter(long bytes) {
        return new LabFaults(bytes, 0, 0, "");
    }

    /** Cuts the connection instead of running the n-th exec request. */
    public static LabFaults dropAtExec(int n) {
        return new LabFaults(0, n, 0, "");
    }

    /** Cuts the connection right after the n-th changing command. */
    public static LabFaults dropAfterChange(int n) {
        return new LabFaults(0, 0, n, "");
    }

    /** Has a menu miss in the first export that meets it. */
    public static LabFaults slowExport(String menu) {
        return new LabFaults(0, 0, 0, menu);
    }
}
