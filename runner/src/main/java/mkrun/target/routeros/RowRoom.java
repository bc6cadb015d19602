package mkrun.target.routeros;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory the long menus of all routers of a run may take from one task to the next. What finds no room is not kept
 * but asked for anew when a task's turn comes: a fleet with long lists then costs exchanges instead of memory. For any threads.
 */
public final class RowRoom {
    /** For a router or two. */
    public static final RowRoom UNLIMITED = new RowRoom(Long.MAX_VALUE);

    /** What is left of the heap is for the tasks that run, the answers that arrive, and all else. */
    private static final int PART_OF_HEAP = 4;

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /** @param most bytes */
    public RowRoom(long most) {
        this.most = most;
    }

    /** A quarter of what the JVM may use. */
    public static RowRoom ofHeap() {
        return new RowRoom(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }

    /** Takes so many bytes, if there are as many left; whether there were. */
    boolean take(long bytes) {
        if (taken.addAndGet(bytes) <= most) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    /** Gives back so many bytes that were taken. */
    void give(long bytes) {
        taken.addAndGet(-bytes);
    }

    /** How many bytes are taken. */
    public long taken() {
        return taken.get();
    }
}
