package mkrun.target.routeros;

import java.io.InputStream;
import java.io.OutputStream;

/** A terminal with somebody before it. */
public interface Terminal {
    /**
     * How large it is, in characters.
     *
     * @param columns at least 1
     * @param rows at least 1
     */
    record Size(int columns, int rows) {}

    /** What is typed, key by key and without echo. */
    InputStream keys();

    /** What is shown, escape sequences included. */
    OutputStream screen();

    /** What kind it is, as in {@code TERM}. */
    String type();

    /** How large it is now; asked once a second. */
    Size size();
}
