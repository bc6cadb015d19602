package mkrun.cli;

import mkrun.report.ProgressBar;

/**
 * Does something when the user presses Ctrl-C (or the program is asked to end), then ends with code 130. Between {@link
 * #watch} and {@link #close} only.
 */
final class Interruption implements AutoCloseable {
    private final Thread hook;

    private Interruption(Runnable action) {
        hook = new Thread(
                () -> {
                    action.run();
                    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
                },
                "mkrun-interrupted");
    }

    /**
     * While packages are fetched: each that has come whole is kept in the cache or the vendored folder, and nothing else is.
     *
     * @param bar goes, so that the prompt has a line of its own
     */
    static Interruption ofFetching(Console console, ProgressBar bar) {
        return watch(() -> {
            bar.clear();
            console.err().println("mkrun: interrupted; packages that have come are kept: run the same again to go on");
            console.err().flush();
        });
    }

    static Interruption watch(Runnable action) {
        Interruption interruption = new Interruption(action);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            awaitTheEnd();
        }
    }

    /** The hook is running and will halt the JVM: what comes after it must not be printed. */
    private void awaitTheEnd() {
        try {
            hook.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
