package mkrun.lab;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The legacy scp protocol on a channel: lines one way, a byte that takes or refuses them the other way. It is that of BSD's
 * rcp, which no standard describes; OpenSSH's scp.c is what clients agree with.
 */
final class ScpWire {
    private static final int TAKEN = 0;
    private static final int ERROR = 1;
    private static final int LONGEST_LINE = 4096;

    private final InputStream in;
    private final OutputStream out;

    ScpWire(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** The other end sent what the protocol does not know, or an error of its own after which nothing follows. */
    static final class Broken extends IOException {
        private static final long serialVersionUID = 1L;

        Broken(String message) {
            super(message);
        }
    }

    /** Tells the other end that what it sent is taken. */
    void take() throws IOException {
        out.write(TAKEN);
        out.flush();
    }

    /** Tells the other end, and its user, that something failed. */
    void refuse(String reason) throws IOException {
        out.write(ERROR);
        send("scp: " + reason);
    }

    /** Sends a line. */
    void send(String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Sends what a file holds. */
    void send(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
    }

    /** The next line; empty at the end of what the other end has to say. */
    String line() throws IOException {
        int first = in.read();
        if (first < 0) {
            return "";
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = first; next != '\n'; next = byteOfIt()) {
            line.write(next);
            if (line.size() > LONGEST_LINE) {
                throw new Broken("line too long");
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** A part of a file, of as many bytes as have come. */
    int receive(byte[] bytes, long most) throws IOException {
        int count = in.read(bytes, 0, (int) Math.min(bytes.length, most));
        if (count < 0) {
            throw new EOFException("ended in the middle of a file");
        }
        return count;
    }

    /** Waits until the other end has taken what was sent; false if it refuses it and goes on. */
    boolean taken() throws IOException {
        int answer = byteOfIt();
        if (answer == TAKEN) {
            return true;
        }
        String reason = line();
        if (answer != ERROR) {
            throw new Broken(reason);
        }
        return false;
    }

    private int byteOfIt() throws IOException {
        int read = in.read();
        if (read < 0) {
            throw new EOFException("ended in the middle of a message");
        }
        return read;
    }
}
