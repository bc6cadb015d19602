package mkrun.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import mkrun.target.routeros.Terminal;

/** A terminal that answers as a VT100 does, as those who use mkrun have. */
public final class Vt100 implements Terminal {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PipedOutputStream pressed = new PipedOutputStream();
    private final InputStream keys;
    private final String after;
    private final boolean mute;
    private String last;

    /**
     * @param after what is waited for
     * @param last what is pressed then
     */
    public Vt100(String after, String last) throws IOException {
        this(after, last, false);
    }

    private Vt100(String after, String last, boolean mute) throws IOException {
        this.mute = mute;
        this.keys = new PipedInputStream(pressed);
        this.after = after;
        this.last = last;
    }

    /** One that shows what it is sent, and knows none of the questions. */
    public static Vt100 mute(String after, String last) throws IOException {
        return new Vt100(after, last, true);
    }

    @Override
    public InputStream keys() {
        return keys;
    }

    @Override
    public OutputStream screen() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                shown.write(b);
                if (!mute && (text().endsWith("\033Z") || text().endsWith("\033[c"))) {
                    press("\033[?1;0c");
                } else if (!mute && text().endsWith("\033[6n")) {
                    press("\033[1;1R");
                } else if (text().endsWith(after)) {
                    press(last);
                    last = "";
                }
            }
        };
    }

    private void press(String text) throws IOException {
        pressed.write(text.getBytes(StandardCharsets.ISO_8859_1));
        pressed.flush();
    }

    /** All that it has been sent. */
    public String text() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    @Override
    public String type() {
        return "vt100";
    }

    @Override
    public Size size() {
        return new Size(80, 24);
    }
}
