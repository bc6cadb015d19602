package mkrun.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

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

    /** Does the work for each item and returns when all of it is done. */
    <T> void forEach(List<T> items, Consumer<? super T> work) throws InterruptedException {
        List<Future<?>> all = new ArrayList<>();
        for (T item : items) {
            all.add(threads.submit(() -> work.accept(item)));
        }
        for (Future<?> one : all) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(
                        "the work of a host must turn its failures into outcomes", e.getCause());
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
