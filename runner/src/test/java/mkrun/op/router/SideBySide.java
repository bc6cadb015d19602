package mkrun.op.router;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Tries points of a matrix side by side: some of the time is spent on waiting. Each worker has a router to set up, and comes
 * to the end of the matrix by a run in vain, so that more of them cost more than they save.
 */
final class SideBySide {
    private static final int WORKERS = 3;

    private SideBySide() {}

    /** Takes one point after the other. */
    interface Worker {
        /** How many it has tried. */
        int run(int number) throws Exception;
    }

    /** How many points all workers together have tried; the first failure of one is thrown. */
    static int sum(Worker worker) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Future<Integer>> counts = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                int number = i;
                counts.add(pool.submit(() -> worker.run(number)));
            }
            int sum = 0;
            for (Future<Integer> count : counts) {
                sum += count.get();
            }
            return sum;
        } finally {
            pool.shutdownNow();
        }
    }
}
