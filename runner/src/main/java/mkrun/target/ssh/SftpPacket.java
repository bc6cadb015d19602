package mkrun.target.ssh;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A packet of SFTP version 3 (draft-ietf-secsh-filexfer-02): its type, the request's number, and what else belongs to it.
 * Those that come are a router's word: their lengths are not relied on.
 */
final class SftpPacket {
    static final byte INIT = 1;
    static final byte VERSION = 2;
    static final byte OPEN = 3;
    static final byte CLOSE = 4;
    static final byte READ = 5;
    static final byte WRITE = 6;
    static final byte OPENDIR = 11;
    static final byte READDIR = 12;
    static final byte REMOVE = 13;
    static final byte MKDIR = 14;
    static final byte REALPATH = 16;
    static final byte STAT = 17;
    static final byte RENAME = 18;
    static final byte STATUS = 101;
    static final byte HANDLE = 102;
    static final byte DATA = 103;
    static final byte NAME = 104;
    static final byte ATTRS = 105;
    static final byte EXTENDED = (byte) 200;

    /** Bytes of a file in one packet: a write of them goes into one of SSH, where servers take 32 KiB, as all are to. */
    static final int BLOCK = 32_000;

    private static final int LENGTH = 4;

    /** Servers send lists of names and blocks of files in less. */
    private static final int MOST = 1 << 20;

    private final ByteBuffer bytes;

    private SftpPacket(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /**
     * A packet to be sent.
     *
     * @param room for what is put into it, in bytes
     */
    static SftpPacket of(byte type, int number, int room) {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH + 1 + Integer.BYTES + room);
        bytes.putInt(0).put(type).putInt(number);
        return new SftpPacket(bytes);
    }

    /** The same of another number, without what was put into it: it has been sent. */
    SftpPacket again(int number) {
        bytes.position(LENGTH + 1).putInt(number);
        return this;
    }

    /** One with one text, of which many are. */
    static SftpPacket of(byte type, int number, String text) {
        byte[] encoded = encoded(text);
        return of(type, number, Integer.BYTES + encoded.length + Integer.BYTES).string(encoded);
    }

    static byte[] encoded(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    SftpPacket string(byte[] value) {
        return string(value, value.length);
    }

    /** The first bytes of an array. */
    SftpPacket string(byte[] value, int length) {
        bytes.putInt(length).put(value, 0, length);
        return this;
    }

    SftpPacket number(int value) {
        bytes.putInt(value);
        return this;
    }

    SftpPacket number(long value) {
        bytes.putLong(value);
        return this;
    }

    void send(OutputStream out) throws IOException {
        bytes.putInt(0, bytes.position() - LENGTH);
        out.write(bytes.array(), 0, bytes.position());
        out.flush();
    }

    /** The next packet that comes. */
    static SftpPacket next(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 1 + Integer.BYTES || length > MOST) {
            throw new IOException("the router's SFTP server sent what is no packet of SFTP");
        }
        byte[] packet = new byte[length];
        in.readFully(packet);
        return new SftpPacket(ByteBuffer.wrap(packet));
    }

    byte type() {
        return bytes.get(0);
    }

    /** Of a request, or of the one that is answered; the version in packets of that. Reading goes on behind it. */
    int number() {
        bytes.position(1);
        return bytes.getInt();
    }

    int nextInt() throws IOException {
        try {
            return bytes.getInt();
        } catch (BufferUnderflowException e) {
            throw tooShort(e);
        }
    }

    long nextLong() throws IOException {
        try {
            return bytes.getLong();
        } catch (BufferUnderflowException e) {
            throw tooShort(e);
        }
    }

    byte[] nextString() throws IOException {
        int length = nextInt();
        if (length < 0 || length > bytes.remaining()) {
            throw tooShort(null);
        }
        byte[] value = new byte[length];
        bytes.get(value);
        return value;
    }

    String nextText() throws IOException {
        return new String(nextString(), StandardCharsets.UTF_8);
    }

    boolean hasMore() {
        return bytes.hasRemaining();
    }

    private static IOException tooShort(@Nullable Exception cause) {
        return new IOException("the router's SFTP server sent a packet that is too short for what it is", cause);
    }
}
