package mkrun.target.ssh;

import com.jcraft.jsch.ChannelShell;
import com.jcraft.jsch.JSchException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import mkrun.target.routeros.Terminal;

/** Somebody's terminal and a router's console, joined. */
final class Dialogue {
    /** {@code [admin@MikroTik] > } as a console ends its output; what steers the terminal is left out before. */
    private static final Pattern PROMPT = Pattern.compile("(?s).*\\[[^\\]\\n]*@[^\\]\\n]*\\] [^\\n]*> ?\\r?$");

    private static final Pattern ESCAPE = Pattern.compile("\\x1b(?:\\[[0-9;?]*[ -/]*[@-~]|.)");
    private static final int REMEMBERED = 400;

    private final ChannelShell channel;
    private final Terminal terminal;
    private final byte[] line;
    private final CountDownLatch closed = new CountDownLatch(1);

    Dialogue(ChannelShell channel, String line, Terminal terminal) {
        this.channel = channel;
        this.terminal = terminal;
        this.line = (line + "\r").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Until the router closes the console.
     *
     * @param alive whether the session is there still
     */
    void hold(BooleanSupplier alive) throws JSchException, IOException {
        Terminal.Size size = terminal.size();
        channel.setPtyType(terminal.type(), size.columns(), size.rows(), 0, 0);
        OutputStream typed = channel.getOutputStream();
        channel.setOutputStream(new Watched(terminal.screen(), typed));
        channel.connect();
        Thread keys = new Thread(() -> pass(terminal.keys(), typed), "mkrun-keys");
        keys.setDaemon(true); // it may wait for a key for ever
        keys.start();
        try {
            while (!closed.await(1, TimeUnit.SECONDS) && !channel.isClosed()) {
                if (!alive.getAsBoolean()) {
                    throw new IOException("the connection was closed by the router");
                }
                size = resized(size);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private Terminal.Size resized(Terminal.Size before) {
        Terminal.Size now = terminal.size();
        if (!now.equals(before)) {
            channel.setPtySize(now.columns(), now.rows(), 0, 0);
        }
        return now;
    }

    private static void pass(InputStream keys, OutputStream typed) {
        try {
            byte[] some = new byte[1024];
            for (int count = keys.read(some); count >= 0; count = keys.read(some)) {
                typed.write(some, 0, count);
                typed.flush();
            }
        } catch (IOException gone) {
            return; // the dialogue is over, or the terminal is
        }
    }

    /** The screen; types the line when the first prompt has come. */
    private final class Watched extends FilterOutputStream {
        private final OutputStream typed;
        private final StringBuilder seen = new StringBuilder();
        private boolean said;

        Watched(OutputStream screen, OutputStream typed) {
            super(screen);
            this.typed = typed;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            out.flush();
            if (!said) {
                seen.append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
                seen.delete(0, Math.max(0, seen.length() - REMEMBERED));
                if (PROMPT.matcher(ESCAPE.matcher(seen).replaceAll("")).matches()) {
                    said = true;
                    typed.write(line);
                    typed.flush();
                }
            }
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
