package mkrun.lab.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The terminal of somebody who has logged in to the console, for commands that take it over. */
public interface Terminal {
    /** The keys that are typed, as bytes; never closed by a command. */
    InputStream keys();

    /** The screen; what is written shows at once. */
    OutputStream screen();

    /** How many lines it has now. */
    int rows();

    /** How many columns it has now. */
    int columns();

    /**
     * Calls this whenever the terminal has got another size.
     *
     * @param listener replaces the one before
     */
    void onResize(Resized listener);

    /** What a change of size brings about. */
    @FunctionalInterface
    interface Resized {
        /** @throws IOException if it cannot be passed on, which nobody minds */
        void to(int rows, int columns) throws IOException;
    }
}
