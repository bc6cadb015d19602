package mkrun.target.ssh;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import mkrun.target.Content;
import mkrun.target.Progress;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;
import mkrun.target.routeros.RouterLink;

/** One session; a channel for each exchange. */
final class SessionLink implements RouterLink {
    /** No answer that mkrun asks for is nearly as long; more than this is a router gone mad, or no router. */
    private static final int MAX_OUTPUT = 32 << 20;

    private final SshSettings settings;
    private final Session session;
    private final SftpFiles files;
    private int exchanges;

    SessionLink(SshSettings settings, Session session) {
        this.settings = settings;
        this.session = session;
        this.files = new SftpFiles(settings, session);
    }

    @Override
    public String address() {
        return settings.address();
    }

    @Override
    public String exec(String line) throws UnreachableException {
        exchanges++;
        ChannelExec channel = null;
        try (Watchdog dog = new Watchdog(settings.commandTimeout(), session::disconnect)) {
            try {
                channel = (ChannelExec) open(session, "exec");
                channel.setCommand(line.getBytes(StandardCharsets.UTF_8));
                InputStream in = channel.getInputStream();
                channel.connect(Math.toIntExact(settings.commandTimeout().toMillis()));
                String output = readAll(in);
                awaitClose(channel);
                return complete(channel, output);
            } catch (JSchException | IOException e) {
                throw dog.bitten() ? tooSlow(e) : lost(e);
            }
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

    private static String readAll(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
            if (out.size() > MAX_OUTPUT) {
                throw new IOException("the answer is longer than " + (MAX_OUTPUT >> 20) + " MiB");
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The end of the output may arrive before the exit status does; the channel's close comes after both. */
    private static void awaitClose(ChannelExec channel) throws IOException {
        while (!channel.isClosed()) {
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    /** An answer counts when its exit status came; without one, the session broke somewhere in it. */
    private static String complete(ChannelExec channel, String output) throws IOException {
        if (channel.getExitStatus() < 0) {
            throw new IOException("the connection was closed by the router");
        }
        return output;
    }

    private UnreachableException tooSlow(Exception e) {
        return new UnreachableException(
                address() + ": no answer to a command within " + SshSettings.inWords(settings.commandTimeout()), e);
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
