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

    /** JSch waits for a channel as long as it is told to, and for ever for the first words on it. */
    private ChannelSftp newChannel() throws TargetException {
        Watchdog watchdog = watchdog();
        try (Watchdog dog = watchdog) {
            ChannelSftp sftp = (ChannelSftp) SessionLink.open(session, "sftp");
            sftp.setBulkRequests(BULK_REQUESTS);
            sftp.connect(Math.toIntExact(settings.commandTimeout().toMillis()));
            return sftp;
        } catch (JSchException e) {
            if (watchdog.bitten()) {
                throw silent("the question for its files", e);
            }
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
        try (Watchdog dog = watchdog()) {
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
                                + words(e) + ". If its disk is full, free some space there, then run again",
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

    /** A request with one answer. */
    @FunctionalInterface
    private interface Request<T> {
        T on(ChannelSftp sftp) throws SftpException;
    }

    /**
     * @param doubt what to say where no answer came: of a request that changes something, that it may have
     */
    private <T> T answered(String what, String doubt, Request<T> request) throws TargetException {
        ChannelSftp sftp = channel();
        Watchdog watchdog = watchdog();
        try (Watchdog dog = watchdog) {
            return request.on(sftp);
        } catch (SftpException e) {
            if (watchdog.bitten()) {
                throw silent("the request to " + what + doubt, e);
            }
            throw broken(sftp, e)
                    ? new UnreachableException(
                            settings.address() + ": the session was lost: " + e.getMessage() + doubt, e)
                    : new TargetException("the router refused to " + what + ": " + words(e), e);
        }
    }

    /** A request that changes something. */
    @FunctionalInterface
    private interface Order {
        void on(ChannelSftp sftp) throws SftpException;
    }

    private void changed(String what, Order order) throws TargetException {
        answered(what, "; whether it was carried out is not known, the next run finds out", sftp -> {
            order.on(sftp);
            return true;
        });
    }

    private Watchdog watchdog() {
        return new Watchdog(settings.commandTimeout(), session::disconnect);
    }

    private UnreachableException silent(String what, Exception e) {
        return new UnreachableException(
                settings.address() + ": no answer within " + SshSettings.inWords(settings.commandTimeout()) + " to "
                        + what,
                e);
    }

    List<String> list(String directory) throws TargetException {
        return answered("list " + directory, "", sftp -> names(sftp, directory));
    }

    private static List<String> names(ChannelSftp sftp, String directory) throws SftpException {
        try {
            return sftp.ls(directory.isEmpty() ? "." : directory).stream()
                    .map(ChannelSftp.LsEntry::getFilename)
                    .toList();
        } catch (SftpException e) {
            if (e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE) {
                return List.of();
            }
            throw e;
        }
    }

    void remove(String path) throws TargetException {
        changed("remove " + path, sftp -> sftp.rm(path));
    }

    void rename(String from, String to) throws TargetException {
        changed("rename " + from + " to " + to, sftp -> sftp.rename(from, to));
    }

    boolean exists(String path) throws TargetException {
        return answered("look at " + path, "", sftp -> there(sftp, path));
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

    private UnreachableException lost(String when, Watchdog dog, SftpException e) {
        String why = dog.bitten()
                ? "the router took nothing for " + SshSettings.inWords(settings.commandTimeout())
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
