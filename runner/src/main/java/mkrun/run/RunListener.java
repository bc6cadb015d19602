package mkrun.run;

import java.util.List;

/** Told what happens in a run, one event at a time. Must not throw, and must be quick: the run waits for it. */
@FunctionalInterface
public interface RunListener {
    void on(RunEvent event);

    /** One listener that tells several, in order. */
    static RunListener all(List<RunListener> listeners) {
        List<RunListener> copy = List.copyOf(listeners);
        return event -> copy.forEach(listener -> listener.on(event));
    }
}
