package mkrun.target.routeros;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import mkrun.target.TargetException;

/**
 * How many uploads go on at the same time: in all, for the sake of the line that they leave by, and to one site, for the
 * sake of the line that they arrive by. The others wait, first come first served. Safe for use by several threads.
 */
public final class UploadSlots {
    private final Semaphore all;
    private final Map<String, Semaphore> sites = new ConcurrentHashMap<>();

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
        private final List<Semaphore> narrows;

        private Way(List<Semaphore> narrows) {
            this.narrows = narrows;
        }

        /**
         * Waits for the slots, uploads, and gives them back.
         *
         * @throws TargetException if the upload does, or the wait is interrupted
         */
        void through(Upload upload) throws TargetException {
            List<Semaphore> taken = new ArrayList<>();
            try {
                for (Semaphore narrow : narrows) {
                    narrow.acquire();
                    taken.add(narrow);
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
        all = new Semaphore(inAll, true);
    }

    /** The way to a router. The site's slot is taken first: who waits for a slow line must not keep others from theirs. */
    public Way way(Optional<Site> site) {
        List<Semaphore> narrows = new ArrayList<>();
        site.ifPresent(s -> narrows.add(sites.computeIfAbsent(s.name(), name -> new Semaphore(s.uploads(), true))));
        narrows.add(all);
        return new Way(narrows);
    }
}
