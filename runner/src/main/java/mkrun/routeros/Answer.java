package mkrun.routeros;

import java.io.IOException;
import java.io.StringReader;
import java.nio.CharBuffer;

/**
 * What a router prints, taken in while it arrives: lines that begin with a nonce of ours, each with what follows it up to the
 * next one. No more of it is held than what a caller asks for and a small buffer. Answers to several questions, each with a
 * nonce of its own, may follow one another. For one thread.
 */
public final class Answer {
    private static final String KINDS = "mrfxe";
    /** Enough of what was said for a message that quotes it. */
    private static final int HEAD = 600;

    private final java.io.Reader in;
    private final char[] buffer = new char[8192];
    private final char[] unwanted = new char[1024];
    private final StringBuilder head = new StringBuilder();
    private int from;
    private int to;
    private boolean exhausted;
    private boolean begun;
    private String nonce = "";
    /** Where the nonce of the next frame stands, if the current one is at its end. */
    private int next = -1;

    private boolean framed;
    private char kind;

    private Answer(java.io.Reader in) {
        this.in = in;
    }

    /** An answer that arrives. */
    public static Answer of(java.io.Reader in) {
        return new Answer(in);
    }

    /** An answer that is there. */
    public static Answer of(String output) {
        return new Answer(new StringReader(output));
    }

    /** What follows is the answer to the question with that nonce. */
    Answer to(String question) {
        nonce = question;
        framed = false;
        return this;
    }

    /** Goes on to the next frame; what was not read of the current one is passed over. */
    boolean next() throws IOException {
        if (!begun) {
            begun = true;
            fill(nonce.length() + 2);
            next = frameAt(from) ? from : -1;
        }
        skip();
        if (next < 0) {
            return false;
        }
        from = next + nonce.length() + 1;
        kind = buffer[from++];
        next = -1;
        framed = true;
        head.setLength(0);
        return true;
    }

    /** The letter behind the nonce. */
    char kind() {
        return kind;
    }

    /** All of the current frame, from where it was read, less the blank behind its letter. */
    String text() throws IOException {
        StringBuilder text = new StringBuilder();
        int count = read(unwanted, 0, unwanted.length);
        while (count > 0) {
            text.append(unwanted, 0, count);
            count = read(unwanted, 0, unwanted.length);
        }
        return text.length() == 0 ? "" : text.substring(1);
    }

    /** The first line of the current frame, less the blank behind its letter. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        char[] one = new char[1];
        while (read(one, 0, 1) > 0 && one[0] != '\n') {
            line.append(one[0]);
        }
        int end = line.length() > 0 && line.charAt(line.length() - 1) == '\r' ? line.length() - 1 : line.length();
        return end == 0 ? "" : line.substring(1, end);
    }

    /** What is left of the current frame. */
    java.io.Reader rest() {
        return new java.io.Reader() {
            @Override
            public int read(char[] target, int offset, int length) throws IOException {
                return Answer.this.read(target, offset, length);
            }

            @Override
            public void close() {
                // the answer goes on
            }
        };
    }

    /** Passes over what is left of the current frame. */
    void skip() throws IOException {
        while (read(unwanted, 0, unwanted.length) > 0) {
            // passed over
        }
    }

    /** Says of an answer that has no end that it ends early, with the last words of it. */
    RouterosException early() {
        return new RouterosException("the router's answer ends early" + said());
    }

    /** The router's words in the current frame, behind its first line, or in front of all frames, for messages. */
    String said() {
        return RouterErrors.said(framed ? head.toString().replaceFirst("\\A.*\\R?", "") : head.toString());
    }

    /** @return how many characters of the current frame; -1 at its end */
    private int read(char[] target, int offset, int length) throws IOException {
        if (next >= 0 || from == to && !fill(1)) {
            return -1;
        }
        int end = plain(Math.min(to, from + length));
        if (end == from) {
            if (frameEnds()) {
                return -1;
            }
            end = from + 1;
        }
        int count = end - from;
        System.arraycopy(buffer, from, target, offset, count);
        head.append(buffer, from, Math.min(count, HEAD - head.length()));
        from = end;
        return count;
    }

    private int plain(int limit) {
        int at = from;
        while (at < limit && buffer[at] != '\n' && buffer[at] != '\r') {
            at++;
        }
        return at;
    }

    /** Whether the line end that comes next belongs to the next frame, or to nothing. */
    private boolean frameEnds() throws IOException {
        fill(nonce.length() + 4);
        int line = from + (buffer[from] == '\r' && from + 1 < to ? 1 : 0);
        if (buffer[line] != '\n') {
            return false;
        }
        if (line + 1 == to) {
            from = to;
            return true;
        }
        next = frameAt(line + 1) ? line + 1 : -1;
        return next >= 0;
    }

    private boolean frameAt(int at) {
        int behind = at + nonce.length();
        return behind + 1 < to
                && CharBuffer.wrap(buffer, at, nonce.length()).toString().equals(nonce)
                && buffer[behind] == ' '
                && KINDS.indexOf(buffer[behind + 1]) >= 0;
    }

    /** Takes in more until that many characters are there; whether any is, at the end. */
    private boolean fill(int wanted) throws IOException {
        while (to - from < wanted && !exhausted) {
            if (from > 0) {
                System.arraycopy(buffer, from, buffer, 0, to - from);
                to -= from;
                from = 0;
            }
            int count = in.read(buffer, to, buffer.length - to);
            exhausted = count < 0;
            to += Math.max(0, count);
        }
        return from < to;
    }
}
