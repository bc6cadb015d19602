package mkrun.target.routeros;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import mkrun.target.Progress;
import mkrun.target.TargetException;

/**
 * How many uploads go on at the same time: in all, for the sake of the line that they leave by, and to one site, for the
 * sake of the line that they arrive by. The others wait, first come first served. Safe for use by several threads.
 */
public final class UploadSlots {
    private final Narrow all;
    private final Map<String, Narrow> sites = new ConcurrentHashMap<>();

    /**
     * A line that several routers share.
     *
     * @param name the same for all of them
     * @param uploads how many at a time it takes, at least 1; the first router that uploads says it for all
     */
    public record Site(String name, int uploads) {
        public Site {
            if (uploads < 1) {
                throw new IllegalArgumentException("site " + name + ": at least one upload at a time");
            }
        }
    }

    /** What takes only so many uploads at a time, and how its name goes on behind "other uploads". */
    private record Narrow(Semaphore slots, String name) {
        void enter(Progress progress) throws InterruptedException {
            if (slots.tryAcquire(0, TimeUnit.SECONDS)) { // without a time it would overtake those who wait
                return;
            }
            String wait = "wait for other uploads" + name;
            progress.report(wait, 0, 1);
            try {
                slots.acquire();
            } finally {
                progress.report(wait, 1, 1);
            }
        }
    }

    /** Something that takes a slot. */
    @FunctionalInterface
    interface Upload {
        void run() throws TargetException;
    }

    /** The slots that uploads to one router take, if any. */
    public static final class Way {
        /** There is no limit. */
        public static final Way FREE = new Way(List.of());

        /** In the order in which they are taken. */
        private final List<Narrow> narrows;

        private Way(List<Narrow> narrows) {
            this.narrows = narrows;
        }

        /**
         * Waits for the slots, uploads, and gives them back.
         *
         * @param progress told of a wait, as a step of its own
         * @throws TargetException if the upload does, or the wait is interrupted
         */
        void through(Progress progress, Upload upload) throws TargetException {
            List<Semaphore> taken = new ArrayList<>();
            try {
                for (Narrow narrow : narrows) {
                    narrow.enter(progress);
                    taken.add(narrow.slots());
                }
                upload.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TargetException("interrupted while waiting for other uploads", e);
            } finally {
                taken.forEach(Semaphore::release);
            }
        }
    }

    /** @param inAll how many uploads at a time, at least 1 */
    public UploadSlots(int inAll) {
        if (inAll < 1) {
            throw new IllegalArgumentException("at least one upload at a time");
        }
        all = narrow(inAll, "");
    }

    /** The way to a router. The site's slot is taken first: who waits for a slow line must not keep others from theirs. */
    public Way way(Optional<Site> site) {
        List<Narrow> narrows = new ArrayList<>();
        site.ifPresent(
                s -> narrows.add(sites.computeIfAbsent(s.name(), name -> narrow(s.uploads(), " to site " + name))));
        narrows.add(all);
        return new Way(narrows);
    }

    private static Narrow narrow(int uploads, String name) {
        return new Narrow(new Semaphore(uploads, true), name + " (" + uploads + " at a time)");
    }
}
