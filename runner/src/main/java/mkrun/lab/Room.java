package mkrun.lab;

/** What may still be written to a disk of the router; asked for once per file, since walking a disk for each block is slow. */
final class Room {
    private final FaultPlan faults;
    private long left;

    Room(FaultPlan faults, long left) {
        this.faults = faults;
        this.left = left;
    }

    /** Takes so many bytes of it, 0 for what has no content; false if there are not so many. */
    synchronized boolean take(long bytes) {
        if (faults.fills(bytes) || bytes > left) {
            return false;
        }
        left -= bytes;
        return true;
    }
}
