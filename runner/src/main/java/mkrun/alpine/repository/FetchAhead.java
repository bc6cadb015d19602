package mkrun.alpine.repository;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mkrun.alpine.AlpineException;
import mkrun.alpine.PackageRecord;

/**
 * Fetches packages on a few threads before anybody asks for them, in the order in which they will be asked for. The first
 * that fails, in that order, is the failure that is told; {@link #close} stops those that are still on their way.
 *
 * @param <T> what is made of a package on those threads
 */
public final class FetchAhead<T> implements AutoCloseable {
    /** As many downloads as a mirror does not mind from one client. */
    private static final int THREADS = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "mkrun-fetch");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<PackageRecord, Future<T>> coming = new LinkedHashMap<>();

    /**
     * What is done for each package.
     *
     * @param <T> what it makes
     */
    @FunctionalInterface
    public interface Work<T> {
        /**
         * Called on any thread.
         *
         * @throws AlpineException if the package cannot be had or trusted
         */
        T of(PackageRecord record) throws AlpineException;
    }

    /** Begins. */
    public FetchAhead(Collection<PackageRecord> records, Work<T> work) {
        for (PackageRecord record : records) {
            coming.put(record, threads.submit(() -> work.of(record)));
        }
        threads.shutdown();
    }

    /**
     * What was made of a package, which is not kept any longer.
     *
     * @throws AlpineException as the work threw it, or if this thread was interrupted
     */
    public T take(PackageRecord record) throws AlpineException {
        Future<T> future = coming.remove(record);
        if (future == null) {
            throw new IllegalArgumentException(record.id() + " is not on its way");
        }
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlpineException("interrupted while packages were fetched", e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private static AlpineException failure(Throwable cause) {
        if (cause instanceof AlpineException known) {
            return known;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw cause instanceof RuntimeException fault ? fault : new IllegalStateException(cause);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
