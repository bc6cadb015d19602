package mkrun.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/** Says what mkrun is waiting for where that takes long, and again from time to time, until {@link #close}. */
final class Patience implements AutoCloseable {
    /** Longer than anything of this kind takes when all is well. */
    static final Duration USUAL = Duration.ofSeconds(10);

    /** How many times as long the next word is waited for. */
    private static final int LONGER = 3;

    private final Thread teller;

    private Patience(Thread teller) {
        this.teller = teller;
    }

    /**
     * Begins to wait.
     *
     * @param usual how long not to say anything
     * @param what asked for each time it is told, on another thread
     */
    static Patience over(PrintStream err, Duration usual, Supplier<String> what) {
        Thread teller = new Thread(() -> tell(err, usual, what), "mkrun-patience");
        teller.setDaemon(true);
        teller.start();
        return new Patience(teller);
    }

    private static void tell(PrintStream err, Duration usual, Supplier<String> what) {
        long pause = usual.toMillis();
        try {
            for (long waited = pause; ; waited += pause) {
                Thread.sleep(pause);
                err.println("mkrun: " + what.get() + " (" + waited / 1000 + " s); Ctrl-C ends it");
                err.flush();
                pause *= LONGER;
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        teller.interrupt();
    }
}
