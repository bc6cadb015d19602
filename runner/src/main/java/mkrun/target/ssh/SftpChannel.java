package mkrun.target.ssh;

import com.jcraft.jsch.ChannelSubsystem;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final int HAS_TIMES = 0x8;
    private static final int HAS_MORE = 0x80000000;

    /** A write of it goes into one packet of SSH, with servers that take packets of 32 KiB, as all are to. */
    private static final int BLOCK = 32_000;

    /** Writes under way at a time: with fewer, a link of 20 ms round trip would have to wait for answers at 200 MB/s. */
    private static final int WINDOW = 128;

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
        SftpPacket name = answer(SftpPacket.of(SftpPacket.REALPATH, ++numbers, "."), SftpPacket.NAME);
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

    private byte[] resolved(String path) {
        return SftpPacket.encoded(path.isEmpty() ? home : home.endsWith("/") ? home + path : home + "/" + path);
    }

    private SftpPacket next() throws IOException {
        try {
            return SftpPacket.next(in);
        } catch (EOFException e) {
            throw new IOException("the connection was closed by the router", e);
        }
    }

    private static IOException unexpected() {
        return new IOException("the router's SFTP server gave an answer that does not belong to the question");
    }

    /** Asks and waits. */
    private SftpPacket answer(SftpPacket question, byte type) throws IOException, SftpStatus {
        question.send(out);
        SftpPacket answer = next();
        if (answer.number() != numbers) {
            throw unexpected();
        }
        return judged(answer, type);
    }

    private static SftpPacket judged(SftpPacket answer, byte type) throws IOException, SftpStatus {
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
        return SftpPacket.of(type, ++numbers, 3 * Integer.BYTES + resolved.length)
                .string(resolved);
    }

    /** A file's or directory's size; empty if there is none. */
    OptionalLong size(String path) throws IOException, SftpStatus {
        try {
            SftpPacket answer = answer(path(SftpPacket.STAT, path), SftpPacket.ATTRS);
            return OptionalLong.of((answer.nextInt() & HAS_SIZE) == 0 ? 0 : answer.nextLong());
        } catch (SftpStatus e) {
            if (e.is(SftpStatus.NO_SUCH_FILE)) {
                return OptionalLong.empty();
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
                ++numbers,
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
                addNames(answer(handle(SftpPacket.READDIR, handle, 0), SftpPacket.NAME), names);
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
        if ((has & HAS_SIZE) != 0) {
            answer.nextLong();
        }
        if ((has & HAS_OWNER) != 0) {
            answer.nextLong();
        }
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

    private SftpPacket handle(byte type, byte[] handle, int room) {
        return SftpPacket.of(type, ++numbers, Integer.BYTES + handle.length + room)
                .string(handle);
    }

    private byte[] openFile(String path, int how) throws IOException, SftpStatus {
        return answer(path(SftpPacket.OPEN, path).number(how).number(0), SftpPacket.HANDLE)
                .nextString();
    }

    private void closeFile(byte[] handle) throws IOException, SftpStatus {
        answer(handle(SftpPacket.CLOSE, handle, 0), SftpPacket.STATUS);
    }

    /** A file that is open to be read. */
    final class Reading {
        private final byte[] handle;
        private final Runnable heard;

        private Reading(byte[] handle, Runnable heard) {
            this.handle = handle;
            this.heard = heard;
        }

        /** So many bytes from there, or less at its end: of files on disks, servers give less nowhere else. */
        byte[] read(long from, int length) throws IOException, SftpStatus {
            byte[] all = new byte[length];
            Map<Integer, Integer> asked = new HashMap<>();
            for (int at = 0; at < length; at += BLOCK) {
                handle(SftpPacket.READ, handle, Long.BYTES + Integer.BYTES)
                        .number(from + at)
                        .number(Math.min(BLOCK, length - at))
                        .send(out);
                asked.put(numbers, at);
            }
            int have = length;
            while (!asked.isEmpty()) {
                SftpPacket answer = next();
                heard.run();
                Integer at = asked.remove(answer.number());
                if (at == null) {
                    throw unexpected();
                }
                byte[] some = data(answer);
                int wanted = Math.min(BLOCK, length - at);
                if (some.length > wanted) {
                    throw unexpected();
                }
                System.arraycopy(some, 0, all, at, some.length);
                have = some.length < wanted ? Math.min(have, at + some.length) : have;
            }
            return Arrays.copyOf(all, have);
        }

        /** What cannot be read is as good as not there. */
        private static byte[] data(SftpPacket answer) throws IOException {
            try {
                return judged(answer, SftpPacket.DATA).nextString();
            } catch (SftpStatus e) {
                return new byte[0];
            }
        }

        void close() throws IOException, SftpStatus {
            closeFile(handle);
        }
    }

    /** @param heard called at each answer */
    Reading read(String path, Runnable heard) throws IOException, SftpStatus {
        return new Reading(openFile(path, TO_READ), heard);
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
        byte[] handle = openFile(path, from > 0 ? TO_GO_ON : TO_BEGIN);
        Map<Integer, Integer> underWay = new HashMap<>();
        try {
            byte[] block = new byte[BLOCK];
            long at = from;
            for (int length = source.fill(block); length > 0; length = source.fill(block)) {
                handle(SftpPacket.WRITE, handle, Long.BYTES + Integer.BYTES + length)
                        .number(at)
                        .string(block, length)
                        .send(out);
                underWay.put(numbers, length);
                at += length;
                while (underWay.size() >= WINDOW || arriving.available() > 0) {
                    taken(underWay, arrived);
                }
            }
            while (!underWay.isEmpty()) {
                taken(underWay, arrived);
            }
        } catch (SftpStatus e) {
            finish(handle, underWay);
            throw e;
        }
        closeFile(handle);
    }

    private void taken(Map<Integer, Integer> underWay, LongConsumer arrived) throws IOException, SftpStatus {
        SftpPacket answer = next();
        Integer length = underWay.remove(answer.number());
        if (length == null) {
            throw unexpected();
        }
        judged(answer, SftpPacket.STATUS);
        arrived.accept(length);
    }

    /** After a refusal: the answers to the other writes would be taken for those of the next request. */
    private void finish(byte[] handle, Map<Integer, Integer> underWay) throws IOException {
        while (!underWay.isEmpty()) {
            try {
                taken(underWay, length -> {});
            } catch (SftpStatus e) {
                continue; // as was the first
            }
        }
        try {
            closeFile(handle);
        } catch (SftpStatus e) {
            return; // it is not needed any more
        }
    }
}
