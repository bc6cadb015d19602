package mkrun.target.ssh;

import com.jcraft.jsch.ChannelSubsystem;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * SFTP version 3 on a channel of a session. JSch's own client tells how much of a file has been sent, which is up to
 * megabytes more than has arrived: this one counts what the server says it has taken. For one thread at a time.
 *
 * <p>An {@link IOException} is the end of the channel, an {@link SftpStatus} is not.
 */
final class SftpChannel {
    private static final int VERSION = 3;

    /** {@code SSH_FXF_READ}, and {@code SSH_FXF_WRITE | SSH_FXF_CREAT} without and with {@code SSH_FXF_TRUNC}. */
    private static final int TO_READ = 0x1;

    private static final int TO_GO_ON = 0xa;
    private static final int TO_BEGIN = 0x1a;

    /** Of a file's attributes. */
    private static final int HAS_SIZE = 0x1;

    private static final int HAS_OWNER = 0x2;
    private static final int HAS_MODE = 0x4;
    /** The bits of a mode that say what a file is, and what they are for a directory, as in stat(2). */
    private static final int KIND_OF_MODE = 0170000;

    private static final int DIRECTORY_MODE = 0040000;
    private static final int HAS_TIMES = 0x8;
    private static final int HAS_MORE = 0x80000000;

    /** More names than that in one directory are a router gone mad. */
    private static final int MOST_NAMES = 100_000;

    /** Renames over a file that is there, as OpenSSH and others have it; the plain request refuses that. */
    private static final String RENAME_OVER = "posix-rename@openssh.com";

    private final ChannelSubsystem channel;
    private final ExecAnswer arriving;
    private final DataInputStream in;
    private final OutputStream out;
    private boolean renamesOver;
    private String home = "";
    private int numbers;

    private SftpChannel(ChannelSubsystem channel, ExecAnswer arriving, OutputStream out) {
        this.channel = channel;
        this.arriving = arriving;
        this.in = new DataInputStream(arriving);
        this.out = out;
    }

    /**
     * @throws JSchException if the server gives no such channel
     * @throws IOException if what is on it is not SFTP
     */
    static SftpChannel open(Session session) throws JSchException, IOException, SftpStatus {
        ChannelSubsystem channel = (ChannelSubsystem) SessionLink.open(session, "subsystem");
        channel.setSubsystem("sftp");
        ExecAnswer arriving = ExecAnswer.of(channel, session::isConnected);
        SftpChannel sftp = new SftpChannel(channel, arriving, channel.getOutputStream());
        channel.connect();
        sftp.greet();
        return sftp;
    }

    private void greet() throws IOException, SftpStatus {
        SftpPacket.of(SftpPacket.INIT, VERSION, 0).send(out);
        SftpPacket version = next();
        if (version.type() != SftpPacket.VERSION) {
            throw unexpected();
        }
        version.number();
        while (version.hasMore()) {
            renamesOver |= version.nextText().equals(RENAME_OVER);
            version.nextString();
        }
        SftpPacket name = answer(SftpPacket.of(SftpPacket.REALPATH, nextNumber(), "."), SftpPacket.NAME);
        name.nextInt();
        home = name.nextText();
    }

    boolean isConnected() {
        return channel.isConnected();
    }

    void close() {
        channel.disconnect();
        arriving.close();
    }

    /** Whether an answer is there, or a part of one. */
    boolean isAnswered() {
        return arriving.available() > 0;
    }

    /** Of the next question, and of its answer. */
    int nextNumber() {
        return ++numbers;
    }

    /** Asks and does not wait. */
    void ask(SftpPacket question) throws IOException {
        question.send(out);
    }

    private byte[] resolved(String path) {
        return SftpPacket.encoded(path.isEmpty() ? home : home.endsWith("/") ? home + path : home + "/" + path);
    }

    /** The next answer to whichever question. */
    SftpPacket next() throws IOException {
        try {
            return SftpPacket.next(in);
        } catch (EOFException e) {
            throw new IOException("the connection was closed by the router", e);
        }
    }

    static IOException unexpected() {
        return new IOException("the router's SFTP server gave an answer that does not belong to the question");
    }

    /** Asks and waits. */
    private SftpPacket answer(SftpPacket question, byte type) throws IOException, SftpStatus {
        ask(question);
        SftpPacket answer = next();
        if (answer.number() != numbers) {
            throw unexpected();
        }
        return judged(answer, type);
    }

    /** What is said, unless it is a refusal. */
    static SftpPacket judged(SftpPacket answer, byte type) throws IOException, SftpStatus {
        if (answer.type() == SftpPacket.STATUS) {
            int code = answer.nextInt();
            if (code != 0) {
                throw new SftpStatus(code, answer.hasMore() ? answer.nextText() : "");
            }
        }
        if (answer.type() != type) {
            throw unexpected();
        }
        return answer;
    }

    private SftpPacket path(byte type, String path) {
        byte[] resolved = resolved(path);
        return SftpPacket.of(type, nextNumber(), 3 * Integer.BYTES + resolved.length)
                .string(resolved);
    }

    /** A file's or directory's size; empty if there is none. */
    OptionalLong size(String path) throws IOException, SftpStatus {
        Optional<SftpPacket> found = attributes(path);
        if (found.isEmpty()) {
            return OptionalLong.empty();
        }
        SftpPacket attributes = found.get();
        return OptionalLong.of((attributes.nextInt() & HAS_SIZE) == 0 ? 0 : attributes.nextLong());
    }

    /** Whether it is a directory; empty if there is nothing, or the server does not say what it is. */
    Optional<Boolean> isDirectory(String path) throws IOException, SftpStatus {
        Optional<SftpPacket> found = attributes(path);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        SftpPacket attributes = found.get();
        int has = attributes.nextInt();
        skipSizeAndOwner(attributes, has);
        return (has & HAS_MODE) == 0
                ? Optional.empty()
                : Optional.of((attributes.nextInt() & KIND_OF_MODE) == DIRECTORY_MODE);
    }

    private Optional<SftpPacket> attributes(String path) throws IOException, SftpStatus {
        try {
            return Optional.of(answer(path(SftpPacket.STAT, path), SftpPacket.ATTRS));
        } catch (SftpStatus e) {
            if (e.is(SftpStatus.NO_SUCH_FILE)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    void makeDirectory(String path) throws IOException, SftpStatus {
        answer(path(SftpPacket.MKDIR, path).number(0), SftpPacket.STATUS);
    }

    void remove(String path) throws IOException, SftpStatus {
        answer(path(SftpPacket.REMOVE, path), SftpPacket.STATUS);
    }

    void rename(String from, String to) throws IOException, SftpStatus {
        byte[] old = resolved(from);
        byte[] other = resolved(to);
        byte[] extension = renamesOver ? SftpPacket.encoded(RENAME_OVER) : new byte[0];
        SftpPacket question = SftpPacket.of(
                renamesOver ? SftpPacket.EXTENDED : SftpPacket.RENAME,
                nextNumber(),
                3 * Integer.BYTES + extension.length + old.length + other.length);
        if (renamesOver) {
            question.string(extension);
        }
        answer(question.string(old).string(other), SftpPacket.STATUS);
    }

    /** What is in a directory; nothing if it is not there. */
    List<String> names(String directory) throws IOException, SftpStatus {
        byte[] handle;
        try {
            handle = answer(path(SftpPacket.OPENDIR, directory), SftpPacket.HANDLE)
                    .nextString();
        } catch (SftpStatus e) {
            if (e.is(SftpStatus.NO_SUCH_FILE)) {
                return List.of();
            }
            throw e;
        }
        List<String> names = new ArrayList<>();
        try {
            while (names.size() < MOST_NAMES) {
                addNames(answer(handle(SftpPacket.READDIR, handle), SftpPacket.NAME), names);
            }
            throw new IOException("the router says that there are more than " + MOST_NAMES + " files in " + directory);
        } catch (SftpStatus e) {
            if (!e.is(SftpStatus.END)) {
                throw e;
            }
        }
        closeFile(handle);
        return names;
    }

    private static void addNames(SftpPacket answer, List<String> names) throws IOException {
        int count = answer.nextInt();
        for (int i = 0; i < count; i++) {
            names.add(answer.nextText());
            answer.nextString(); // as ls -l would show it
            skipAttributes(answer);
        }
    }

    private static void skipAttributes(SftpPacket answer) throws IOException {
        int has = answer.nextInt();
        skipSizeAndOwner(answer, has);
        if ((has & HAS_MODE) != 0) {
            answer.nextInt();
        }
        if ((has & HAS_TIMES) != 0) {
            answer.nextLong();
        }
        if ((has & HAS_MORE) != 0) {
            int more = answer.nextInt();
            for (int i = 0; i < more; i++) {
                answer.nextString();
                answer.nextString();
            }
        }
    }

    private static void skipSizeAndOwner(SftpPacket answer, int has) throws IOException {
        if ((has & HAS_SIZE) != 0) {
            answer.nextLong();
        }
        if ((has & HAS_OWNER) != 0) {
            answer.nextLong();
        }
    }

    private SftpPacket handle(byte type, byte[] handle) {
        return SftpPacket.of(type, nextNumber(), Integer.BYTES + handle.length).string(handle);
    }

    private byte[] openFile(String path, int how) throws IOException, SftpStatus {
        return answer(path(SftpPacket.OPEN, path).number(how).number(0), SftpPacket.HANDLE)
                .nextString();
    }

    void closeFile(byte[] handle) throws IOException, SftpStatus {
        answer(handle(SftpPacket.CLOSE, handle), SftpPacket.STATUS);
    }

    /**
     * Opens a file to be read.
     *
     * @param heard called at each answer
     */
    SftpReading read(String path, Runnable heard) throws IOException, SftpStatus {
        return new SftpReading(this, openFile(path, TO_READ), heard);
    }

    /** Where bytes come from. */
    @FunctionalInterface
    interface Source {
        /** Fills as much of it as there is; what it throws ends the writing. */
        int fill(byte[] block) throws IOException;
    }

    /**
     * Writes a file.
     *
     * @param from where to begin; what is there before that stays. 0 to write all of it anew
     * @param arrived told each time that the server has taken some, of how many bytes
     */
    void write(String path, long from, Source source, LongConsumer arrived) throws IOException, SftpStatus {
        new SftpWriting(this, openFile(path, from > 0 ? TO_GO_ON : TO_BEGIN), arrived).write(from, source);
    }
}
