package mkrun.target.ssh;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import com.jcraft.jsch.SftpProgressMonitor;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import mkrun.target.Content;
import mkrun.target.Progress;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;
import org.jspecify.annotations.Nullable;

/** The router's files over SFTP: one channel, kept open for the session. */
final class SftpFiles {
    /** Requests in flight: JSch's 16 of 32 KiB would hold a link of 20 ms round trip to 26 MB/s. */
    private static final int BULK_REQUESTS = 128;

    private final SshSettings settings;
    private final Session session;
    private @Nullable ChannelSftp open;

    SftpFiles(SshSettings settings, Session session) {
        this.settings = settings;
        this.session = session;
    }

    private ChannelSftp channel() throws TargetException {
        ChannelSftp channel = open;
        if (channel == null || !channel.isConnected()) {
            channel = newChannel();
            open = channel;
        }
        return channel;
    }

    private ChannelSftp newChannel() throws TargetException {
        try {
            ChannelSftp sftp = (ChannelSftp) SessionLink.open(session, "sftp");
            sftp.setBulkRequests(BULK_REQUESTS);
            sftp.connect(Math.toIntExact(settings.commandTimeout().toMillis()));
            return sftp;
        } catch (JSchException e) {
            if (!session.isConnected()) {
                throw new UnreachableException(settings.address() + ": the session was lost: " + e.getMessage(), e);
            }
            throw new TargetException(
                    "the router does not let " + settings.user() + " transfer files (" + e.getMessage()
                            + "). The user's group needs the policy ftp: /user/group/print",
                    e);
        }
    }

    void upload(Content content, String path, String what, Progress progress) throws TargetException {
        long[] sent = {0};
        ChannelSftp sftp = channel();
        try (Watchdog dog = new Watchdog(settings.commandTimeout(), session::disconnect)) {
            try (InputStream in = content.open()) {
                makeParents(sftp, path);
                sent[0] = new Remains(sftp, content).kept(path);
                int mode = sent[0] > 0 ? ChannelSftp.RESUME : ChannelSftp.OVERWRITE;
                sftp.put(in, path, monitor(dog, sent, what, content.size(), progress), mode);
            } catch (SftpException e) {
                if (broken(sftp, e)) {
                    throw lost("after " + sent[0] + " of " + content.size() + " bytes of " + what, dog, e);
                }
                sftp.disconnect(); // the answers to writes in flight would be taken for those of the next request
                removeQuietly(path, e);
                throw new TargetException(
                        "the router refused " + path + " (" + sent[0] + " of " + content.size() + " bytes sent): "
                                + words(e) + ". Is its disk full?",
                        e);
            } catch (IOException e) {
                throw new TargetException(what + " cannot be read on this machine: " + e.getMessage(), e);
            }
        }
    }

    private static SftpProgressMonitor monitor(Watchdog dog, long[] sent, String what, long size, Progress progress) {
        return new SftpProgressMonitor() {
            @Override
            public void init(int op, String src, String dest, long max) {
                progress.report(what, sent[0], size);
            }

            @Override
            public boolean count(long bytes) {
                dog.touch();
                sent[0] += bytes;
                progress.report(what, sent[0], size);
                return true;
            }

            @Override
            public void end() {
                progress.report(what, size, size);
            }
        };
    }

    private void makeParents(ChannelSftp sftp, String path) throws SftpException {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String directory = path.substring(0, slash);
            if (!there(sftp, directory)) {
                sftp.mkdir(directory);
            }
        }
    }

    private void removeQuietly(String path, SftpException why) {
        try {
            channel().rm(path);
        } catch (SftpException | TargetException e) {
            why.addSuppressed(e); // the upload's failure is the one to tell
        }
    }

    List<String> list(String directory) throws TargetException {
        ChannelSftp sftp = channel();
        try {
            return sftp.ls(directory.isEmpty() ? "." : directory).stream()
                    .map(ChannelSftp.LsEntry::getFilename)
                    .toList();
        } catch (SftpException e) {
            if (e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE) {
                return List.of();
            }
            throw told("list " + directory, sftp, e);
        }
    }

    void remove(String path) throws TargetException {
        ChannelSftp sftp = channel();
        try {
            sftp.rm(path);
        } catch (SftpException e) {
            throw told("remove " + path, sftp, e);
        }
    }

    void rename(String from, String to) throws TargetException {
        ChannelSftp sftp = channel();
        try {
            sftp.rename(from, to);
        } catch (SftpException e) {
            throw told("rename " + from + " to " + to, sftp, e);
        }
    }

    boolean exists(String path) throws TargetException {
        ChannelSftp sftp = channel();
        try {
            return there(sftp, path);
        } catch (SftpException e) {
            throw told("look at " + path, sftp, e);
        }
    }

    private static boolean there(ChannelSftp sftp, String path) throws SftpException {
        try {
            sftp.stat(path);
            return true;
        } catch (SftpException e) {
            if (e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE) {
                return false;
            }
            throw e;
        }
    }

    private TargetException told(String what, ChannelSftp sftp, SftpException e) {
        return broken(sftp, e)
                ? new UnreachableException(settings.address() + ": the session was lost: " + e.getMessage(), e)
                : new TargetException("the router refused to " + what + ": " + words(e), e);
    }

    private UnreachableException lost(String when, Watchdog dog, SftpException e) {
        String why = dog.bitten()
                ? "the router took nothing for " + SshSettings.inWords(settings.commandTimeout()) + ""
                : "the session was lost";
        return new UnreachableException(settings.address() + ": " + why + " " + when, e);
    }

    /** A status from the router has no cause; what JSch met on the wire has. */
    private boolean broken(ChannelSftp sftp, SftpException e) {
        return e.getCause() != null || !session.isConnected() || !sftp.isConnected();
    }

    /** The router's text without the status name that JSch puts before it. */
    private static String words(SftpException e) {
        return String.valueOf(e.getMessage()).replaceFirst("^SSH_FX_[A-Z_]+: ", "");
    }
}
