package mkrun.target.ssh;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.ChannelShell;
import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import mkrun.routeros.Answer;
import mkrun.routeros.RouterosException;
import mkrun.target.Content;
import mkrun.target.Progress;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;
import mkrun.target.routeros.AnswerReader;
import mkrun.target.routeros.Terminal;
import mkrun.target.routeros.TerminalLink;

/** One session; a channel for each exchange. */
final class SessionLink implements TerminalLink {
    private static final Duration STILL_THERE = Duration.ofSeconds(10);

    /** No answer that mkrun takes as a whole is nearly as long. */
    private static final long LONGEST_TEXT = 32L << 20;
    /** Some 400,000 rows of an address list, of which little is held at a time. */
    private static final long LONGEST_ANSWER = 64L << 20;

    private final SshSettings settings;
    private final Session session;
    private final SftpFiles files;
    private int exchanges;

    SessionLink(SshSettings settings, Session session) {
        this.settings = settings;
        this.session = session;
        this.files = new SftpFiles(settings, session, this::exec);
    }

    @Override
    public String address() {
        return settings.address();
    }

    @Override
    public String hostKey() {
        HostKey key = session.getHostKey();
        return key.getType() + " " + key.getKey();
    }

    @Override
    public String user() {
        return settings.user();
    }

    @Override
    public String exec(String line) throws UnreachableException {
        return text(line, settings.commandTimeout());
    }

    /** A router that loses its power says nothing: on long waits it is asked from time to time whether it is there. */
    @Override
    public String exec(String line, Duration patience) throws UnreachableException {
        try {
            session.setServerAliveInterval(Math.toIntExact(STILL_THERE.toMillis()));
            session.setServerAliveCountMax(2);
            return text(line, patience);
        } catch (JSchException e) {
            throw lost(e);
        } finally {
            quiet();
        }
    }

    private void quiet() {
        try {
            session.setServerAliveInterval(0);
        } catch (JSchException e) {
            session.disconnect(); // it has ended already
        }
    }

    private String text(String line, Duration patience) throws UnreachableException {
        return exchange(
                line, patience, LONGEST_TEXT, answer -> new String(answer.readAllBytes(), StandardCharsets.UTF_8));
    }

    @Override
    public <T> T exec(String line, AnswerReader<T> reader) throws UnreachableException, RouterosException {
        Made<T> made = exchange(line, settings.commandTimeout(), LONGEST_ANSWER, answer -> made(reader, answer));
        return made.get();
    }

    private static <T> Made<T> made(AnswerReader<T> reader, InputStream answer) throws IOException {
        try {
            T value = reader.read(Answer.of(new InputStreamReader(answer, StandardCharsets.UTF_8)));
            return () -> value;
        } catch (RouterosException e) {
            return () -> {
                throw e;
            };
        }
    }

    /** What came of reading an answer; known when it arrived, valid when it ended as it should. */
    private interface Made<T> {
        T get() throws RouterosException;
    }

    /** Reads an answer while it arrives. */
    private interface Arriving<T> {
        T read(InputStream answer) throws IOException;
    }

    private <T> T exchange(String line, Duration patience, long most, Arriving<T> reader) throws UnreachableException {
        exchanges++;
        ChannelExec channel = null;
        try (Watchdog dog = new Watchdog(patience, session::disconnect)) {
            try {
                channel = (ChannelExec) open(session, "exec");
                channel.setCommand(line.getBytes(StandardCharsets.UTF_8));
                try (ExecAnswer answer = ExecAnswer.of(channel, session::isConnected, most)) {
                    // With a timeout JSch would ask whether the request was taken, and look for the reply every 10 ms.
                    channel.connect();
                    T made = reader.read(answer);
                    answer.drain();
                    return complete(channel, made);
                }
            } catch (JSchException | IOException e) {
                throw dog.bitten() ? tooSlow(patience, e) : lost(e);
            }
        } finally {
            if (channel != null) {
                channel.disconnect();
            }
        }
    }

    @Override
    public void interact(String line, Terminal terminal) throws UnreachableException {
        exchanges++;
        ChannelShell channel = null;
        try {
            channel = (ChannelShell) open(session, "shell");
            new Dialogue(channel, line, terminal).hold(session::isConnected);
        } catch (JSchException | IOException e) {
            throw lost(e);
        } finally {
            if (channel != null) {
                channel.disconnect();
            }
        }
    }

    /** JSch gives no channel at all, rather than an error, where the session ends in the same moment. */
    static Channel open(Session session, String type) throws JSchException {
        Channel channel = session.isConnected() ? session.openChannel(type) : null;
        if (channel == null) {
            throw new JSchException("the session has ended");
        }
        return channel;
    }

    /** An answer counts when its exit status came; without one, the session broke somewhere in it. */
    private static <T> T complete(ChannelExec channel, T made) throws IOException {
        if (channel.getExitStatus() < 0) {
            throw new IOException("the connection was closed by the router");
        }
        return made;
    }

    private UnreachableException tooSlow(Duration patience, Exception e) {
        return new UnreachableException(
                address() + ": no answer to a command within " + SshSettings.inWords(patience), e);
    }

    private UnreachableException lost(Exception e) {
        return new UnreachableException(address() + ": the session was lost: " + e.getMessage(), e);
    }

    @Override
    public void upload(Content content, String path, String what, Progress progress) throws TargetException {
        exchanges++;
        files.upload(content, path, what, progress);
    }

    @Override
    public List<String> files(String directory) throws TargetException {
        exchanges++;
        return files.list(directory);
    }

    @Override
    public void remove(String path) throws TargetException {
        exchanges++;
        files.remove(path);
    }

    @Override
    public void rename(String from, String to) throws TargetException {
        exchanges++;
        files.rename(from, to);
    }

    @Override
    public boolean exists(String path) throws TargetException {
        exchanges++;
        return files.exists(path);
    }

    @Override
    public int exchanges() {
        return exchanges;
    }

    @Override
    public void close() {
        session.disconnect();
    }
}
