package mkrun.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** So many threads as {@code --forks} says, for work on several hosts at a time. */
final class ForkPool implements AutoCloseable {
    private final ExecutorService threads;

    ForkPool(int forks) {
        threads = Executors.newFixedThreadPool(forks, work -> {
            Thread thread = new Thread(work, "mkrun-fork");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Does the work for each item on the threads, and hands the results over on the calling thread in the order of the
     * items, each as soon as those before it are there. Returns when all of it is done.
     */
    <T, R> void forEach(List<T> items, Function<? super T, R> work, Consumer<? super R> result)
            throws InterruptedException {
        List<Future<R>> all = new ArrayList<>();
        for (T item : items) {
            all.add(threads.submit(() -> work.apply(item)));
        }
        for (Future<R> one : all) {
            result.accept(get(one));
        }
    }

    private static <R> R get(Future<R> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the work of a host must turn its failures into outcomes", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
