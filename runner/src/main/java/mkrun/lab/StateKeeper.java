package mkrun.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import mkrun.lab.script.RouterState;

/**
 * When a router's state is written to its file: after each change while it is short; where it is long at the end of the line
 * that changed it, or after half a second, since a line that adds hundreds of rows would wait for as many writings of all rows.
 */
final class StateKeeper {
    /** Bytes that are written in less time than a command takes. */
    private static final int SHORT = 1 << 16;

    private static final Duration LATER = Duration.ofMillis(500);

    private final RouterState state;
    private final StateFile file;
    private final LabClock clock;
    private boolean due;

    StateKeeper(RouterState state, StateFile file, LabClock clock) {
        this.state = state;
        this.file = file;
        this.clock = clock;
    }

    /** Something changed; the state's monitor is held. */
    void changed() throws IOException {
        if (file.length() <= SHORT) {
            file.write(state);
        } else if (!due) {
            due = true;
            clock.after(LATER, this::later);
        }
    }

    private void later() {
        synchronized (state) {
            try {
                rest();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Writes what was to be written later; the state's monitor is held. */
    void rest() throws IOException {
        if (due) {
            due = false;
            file.write(state);
        }
    }
}
