package mkrun.target.ssh;

import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mkrun.target.Content;
import mkrun.target.Progress;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;
import org.jspecify.annotations.Nullable;

/** The router's files over SFTP: one channel, kept open for the session. */
final class SftpFiles {
    private final SshSettings settings;
    private final Session session;
    private final Console console;
    private @Nullable SftpChannel open;

    /** The console of the same session. */
    @FunctionalInterface
    interface Console {
        /** Runs a command. */
        String exec(String line) throws UnreachableException;
    }

    SftpFiles(SshSettings settings, Session session, Console console) {
        this.settings = settings;
        this.session = session;
        this.console = console;
    }

    private SftpChannel channel() throws TargetException {
        SftpChannel channel = open;
        if (channel == null || !channel.isConnected()) {
            channel = newChannel();
            open = channel;
        }
        return channel;
    }

    /** JSch waits for a channel as long as it is told to, and for ever for the first words on it. */
    private SftpChannel newChannel() throws TargetException {
        Watchdog watchdog = watchdog();
        try (Watchdog dog = watchdog) {
            return SftpChannel.open(session);
        } catch (JSchException | IOException | SftpStatus e) {
            if (watchdog.bitten()) {
                throw silent("the question for its files", e);
            }
            requireSession(e);
            throw new TargetException(
                    "the router does not let " + settings.user() + " transfer files (" + e.getMessage()
                            + "). The user's group needs the policy ftp: /user/group/print",
                    e);
        }
    }

    /**
     * Tells a session that ended from a router that gives no files: JSch ends the channels of a session before it says
     * that the session has ended, so the router is asked.
     */
    private void requireSession(Exception why) throws UnreachableException {
        try {
            console.exec(":put \"\"");
        } catch (UnreachableException e) {
            why.addSuppressed(e);
            throw new UnreachableException(settings.address() + ": the session was lost: " + why.getMessage(), why);
        }
    }

    void upload(Content content, String path, String what, Progress progress) throws TargetException {
        SftpChannel sftp = channel();
        try (Watchdog dog = watchdog()) {
            Arrival arrival = new Arrival(dog, what, content.size(), progress);
            try (InputStream in = arrival.read(content)) {
                makeParents(sftp, path);
                long kept = new Remains(sftp, content.size(), () -> arrival.read(content), dog::touch).kept(path);
                arrival.begin(kept);
                in.skipNBytes(kept);
                sftp.write(path, kept, block -> in.readNBytes(block, 0, block.length), arrival::more);
                arrival.end();
            } catch (SftpStatus e) {
                arrival.giveUp();
                removeQuietly(path, e);
                throw new TargetException(
                        "the router refused " + path + " (" + arrival + "): " + e.getMessage() + ". "
                                + advice(sftp, path, e) + ", then run again",
                        e);
            } catch (IOException e) {
                arrival.giveUp();
                sftp.close(); // answers to writes in flight would be taken for those of the next request
                if (arrival.readable()) {
                    throw lost(arrival, dog, e);
                }
                removeQuietly(path, e); // else the next run would take it for the beginning of a good one
                throw new TargetException(what + " cannot be read on this machine: " + e.getMessage(), e);
            }
        }
    }

    private static void makeParents(SftpChannel sftp, String path) throws IOException, SftpStatus {
        for (String directory : parents(path)) {
            if (sftp.size(directory).isEmpty()) {
                sftp.makeDirectory(directory);
            }
        }
    }

    /** The folders that a file is in, the outermost first. */
    private static List<String> parents(String path) {
        List<String> parents = new ArrayList<>();
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            parents.add(path.substring(0, slash));
        }
        return parents;
    }

    /** What to do about an upload that was refused. */
    private static String advice(SftpChannel sftp, String path, SftpStatus why) {
        try {
            for (String parent : parents(path)) {
                if (sftp.isDirectory(parent).equals(Optional.of(false))) {
                    return parent + " is a file there, and must be a folder: remove or rename it";
                }
            }
            if (sftp.isDirectory(path).equals(Optional.of(true))) {
                return "There is a folder of that name: remove or rename it";
            }
        } catch (SftpStatus | IOException e) {
            why.addSuppressed(e);
        }
        return "If its disk is full, free some space there";
    }

    private void removeQuietly(String path, Exception why) {
        try {
            SftpChannel sftp = channel();
            boolean folder = sftp.isDirectory(path).equals(Optional.of(true));
            if (!folder) { // one is somebody's, and routers remove what is in it, too
                sftp.remove(path);
            }
        } catch (SftpStatus | IOException | TargetException e) {
            why.addSuppressed(e); // the upload's failure is the one to tell
        }
    }

    /** A request with one answer. */
    @FunctionalInterface
    private interface Request<T> {
        T on(SftpChannel sftp) throws IOException, SftpStatus;
    }

    /**
     * @param doubt what to say where no answer came: of a request that changes something, that it may have
     */
    private <T> T answered(String what, String doubt, Request<T> request) throws TargetException {
        SftpChannel sftp = channel();
        Watchdog watchdog = watchdog();
        try (Watchdog dog = watchdog) {
            return request.on(sftp);
        } catch (SftpStatus e) {
            throw new TargetException("the router refused to " + what + ": " + e.getMessage(), e);
        } catch (IOException e) {
            sftp.close();
            throw watchdog.bitten()
                    ? silent("the request to " + what + doubt, e)
                    : new UnreachableException(
                            settings.address() + ": the session was lost: " + e.getMessage() + doubt, e);
        }
    }

    /** A request that changes something. */
    @FunctionalInterface
    private interface Order {
        void on(SftpChannel sftp) throws IOException, SftpStatus;
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
        return answered("list " + directory, "", sftp -> sftp.names(directory));
    }

    void remove(String path) throws TargetException {
        changed("remove " + path, sftp -> sftp.remove(path));
    }

    void rename(String from, String to) throws TargetException {
        changed("rename " + from + " to " + to, sftp -> rename(sftp, from, to));
    }

    /** Many servers do not rename over a file that is there: it goes first then, where there is what takes its place. */
    private static void rename(SftpChannel sftp, String from, String to) throws IOException, SftpStatus {
        try {
            sftp.rename(from, to);
        } catch (SftpStatus refused) {
            boolean folder = sftp.isDirectory(to).equals(Optional.of(true));
            if (folder || sftp.size(to).isEmpty() || sftp.size(from).isEmpty()) {
                throw refused;
            }
            sftp.remove(to);
            sftp.rename(from, to);
        }
    }

    boolean exists(String path) throws TargetException {
        return answered("look at " + path, "", sftp -> sftp.size(path).isPresent());
    }

    private UnreachableException lost(Arrival arrival, Watchdog dog, IOException e) {
        String why = dog.bitten()
                ? "the router took nothing for " + SshSettings.inWords(settings.commandTimeout())
                : "the session was lost";
        return new UnreachableException(settings.address() + ": " + why + " in " + arrival.what() + ", " + arrival, e);
    }
}
