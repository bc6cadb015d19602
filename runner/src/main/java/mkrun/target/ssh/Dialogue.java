package mkrun.target.ssh;

import com.jcraft.jsch.ChannelShell;
import com.jcraft.jsch.JSchException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mkrun.target.routeros.Terminal;

/**
 * Somebody's terminal and a router's console, joined. Keys that come before the console is ready wait until the line is
 * typed, or the console would take them for the beginning of a command; where it asks something before its prompt, as at a
 * first log-in, they answer that.
 */
final class Dialogue {
    /** {@code [admin@MikroTik] > } as a console ends its output; what steers the terminal is left out before. */
    private static final Pattern PROMPT = Pattern.compile("(?s).*\\[[^\\]\\n]*@[^\\]\\n]*\\] [^\\n]*> ?\\r?$");

    /** What a terminal says when a console asks it what it is and where its cursor stands. */
    private static final Pattern ANSWER = Pattern.compile("\\x1b(?:\\[[0-9;?]*[cR]|/Z)");

    /** Consoles ask so what terminal there is (DECID), and some wait for what it says. */
    private static final String QUESTION = "\033Z";

    /** What stands for a terminal that does not know the question: routers take it for one that can little. */
    private static final String UNKNOWN = "\033/Z";

    private static final Pattern ESCAPE = Pattern.compile("\\x1b(?:\\[[0-9;?]*[ -/]*[@-~]|.)");
    private static final int REMEMBERED = 400;

    /** A console that says nothing for so long, and shows no prompt but a question, waits for somebody. */
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** JSch ends channels before the session that is lost, so that is known a little later. */
    private static final long LOSS_MILLIS = 500;

    /** A busy router may be that slow between its greeting and its prompt; nobody is to be locked in for longer. */
    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ChannelShell channel;
    private final Terminal terminal;
    private final byte[] line;
    private final CountDownLatch closed = new CountDownLatch(1);
    /** Whether the console said that it ends; JSch closes the screen in the same way where the session is lost. */
    private volatile boolean ended;

    Dialogue(ChannelShell channel, String line, Terminal terminal) {
        this.channel = channel;
        this.terminal = terminal;
        this.line = (line + "\r").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Until the router closes the console.
     *
     * @param alive whether the session is there still
     * @throws IOException if the session is lost before
     */
    void hold(BooleanSupplier alive) throws JSchException, IOException {
        Terminal.Size size = terminal.size();
        channel.setPtyType(terminal.type(), size.columns(), size.rows(), 0, 0);
        OutputStream typed = channel.getOutputStream();
        Watched screen = new Watched(terminal.screen(), typed);
        channel.setOutputStream(screen);
        channel.connect();
        Thread keys = new Thread(() -> pass(terminal.keys(), screen), "mkrun-keys");
        keys.setDaemon(true); // it may wait for a key for ever
        keys.start();
        try {
            while (!closed.await(1, TimeUnit.SECONDS) && !channel.isClosed()) {
                if (!alive.getAsBoolean()) {
                    throw lost();
                }
                size = resized(size);
                screen.look();
            }
            requireEnd(alive);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** A console that ends says so, or tells its exit status, or leaves the session as it is. */
    private void requireEnd(BooleanSupplier alive) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LOSS_MILLIS);
        while (!ended && channel.getExitStatus() < 0 && System.nanoTime() < deadline) {
            if (!alive.getAsBoolean()) {
                throw lost();
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static IOException lost() {
        return new IOException("the connection was closed by the router");
    }

    /** Whether it is a question that stands last, as before a first log-in: it leaves the cursor behind it, a greeting does not. */
    static boolean asks(CharSequence shown) {
        String text = ESCAPE.matcher(shown).replaceAll("").replace("\r", "");
        return !text.isEmpty() && !text.endsWith("\n");
    }

    private Terminal.Size resized(Terminal.Size before) {
        Terminal.Size now = terminal.size();
        if (!now.equals(before)) {
            channel.setPtySize(now.columns(), now.rows(), 0, 0);
        }
        return now;
    }

    private static void pass(InputStream keys, Watched screen) {
        try {
            byte[] some = new byte[1024];
            for (int count = keys.read(some); count >= 0; count = keys.read(some)) {
                screen.type(new String(some, 0, count, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException gone) {
            return; // the dialogue is over, or the terminal is
        }
    }

    /** The screen; types the line when the first prompt has come. */
    private final class Watched extends FilterOutputStream {
        private final OutputStream typed;
        private final StringBuilder seen = new StringBuilder();
        /** Keys that wait; bytes as characters. */
        private final StringBuilder early = new StringBuilder();

        private volatile boolean said;
        private OptionalLong last = OptionalLong.empty();

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
                shown(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
            }
        }

        private synchronized void shown(String text) throws IOException {
            seen.append(text);
            seen.delete(0, Math.max(0, seen.length() - REMEMBERED));
            last = OptionalLong.of(System.nanoTime());
            if (PROMPT.matcher(ESCAPE.matcher(seen).replaceAll("")).matches()) {
                typed.write(line);
                said = true;
                typeEarly();
            }
        }

        /** Types keys, or keeps them for later. */
        synchronized void type(String keys) throws IOException {
            if (!said && !waits()) {
                early.append(ANSWER.matcher(keys).replaceAll(""));
                send(ANSWER.matcher(keys).results().map(MatchResult::group).collect(Collectors.joining()));
            } else {
                early.append(keys);
                typeEarly();
            }
        }

        /** Answers for a terminal that does not, and types what was kept if the console waits for something else than the line. */
        synchronized void look() throws IOException {
            if (!said && quietFor(QUIET_NANOS) && seen.toString().endsWith(QUESTION)) {
                seen.setLength(0);
                send(UNKNOWN);
            } else if (!said && waits()) {
                typeEarly();
            }
        }

        private boolean waits() {
            return quietFor(asks(seen) ? QUIET_NANOS : STUCK_NANOS);
        }

        private boolean quietFor(long nanos) {
            return last.isPresent() && System.nanoTime() - last.getAsLong() >= nanos;
        }

        private void typeEarly() throws IOException {
            send(early.toString());
            early.setLength(0);
        }

        private void send(String keys) throws IOException {
            typed.write(keys.getBytes(StandardCharsets.ISO_8859_1));
            typed.flush();
        }

        @Override
        public void close() {
            ended = !channel.isClosed();
            closed.countDown();
        }
    }
}
