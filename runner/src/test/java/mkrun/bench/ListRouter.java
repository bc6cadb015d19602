package mkrun.bench;

import java.io.IOException;
import java.io.Reader;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mkrun.routeros.Answer;
import mkrun.routeros.RouterosException;
import mkrun.target.routeros.AnswerReader;
import mkrun.testing.LinkWithoutFiles;

/** A router without wire and without state: whatever it is asked, it has an address list, made while it is read. */
final class ListRouter extends LinkWithoutFiles {
    static final String LIST = "/ip/firewall/address-list";

    private static final Pattern MENU = Pattern.compile(":put \"(\\S+) m " + LIST + "\"");
    private static final Pattern FACTS = Pattern.compile(":put \"(\\S+) m /system/resource\"");

    private final int rows;
    private int exchanges;

    ListRouter(int rows) {
        this.rows = rows;
    }

    @Override
    public <T> T exec(String line, AnswerReader<T> reader) throws RouterosException {
        exchanges++;
        try {
            return reader.read(Answer.of(new Text(begin(line), list(line))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String begin(String line) {
        Matcher facts = FACTS.matcher(line);
        return facts.find()
                ? "N m /system/resource\nN r\nN f version=str=7.20.8 (stable)\nN e\n".replace("N", facts.group(1))
                : "";
    }

    private static String list(String line) {
        Matcher menu = MENU.matcher(line);
        return menu.find() ? menu.group(1) : "";
    }

    /** The row of that number in JSON. */
    static String row(int number) {
        String address = address(number);
        return "{\".id\":\"*" + Integer.toHexString(number + 1) + "\",\"list\":\"big\",\"address\":\"" + address
                + "\",\"comment\":\"mkrun:@big/big " + address
                + "\",\"creation-time\":\"2026-11-28 10:00:00\",\"dynamic\":\"false\",\"disabled\":\"false\"}";
    }

    static String address(int number) {
        return "10." + (number >> 16) + "." + (number >> 8 & 255) + "." + (number & 255);
    }

    @Override
    public String exec(String line) {
        throw new UnsupportedOperationException(line);
    }

    @Override
    public String exec(String line, Duration patience) {
        throw new UnsupportedOperationException(line);
    }

    @Override
    public int exchanges() {
        return exchanges;
    }

    /** An answer that is nowhere as a whole. */
    private final class Text extends Reader {
        private final String nonce;
        private String pending;
        private int next = -1;

        /** @param nonce of the question for the list; empty if it was not asked for */
        Text(String begin, String nonce) {
            this.pending = begin;
            this.nonce = nonce;
        }

        @Override
        public int read(char[] target, int offset, int length) {
            while (pending.isEmpty() && next <= rows && !nonce.isEmpty()) {
                pending = piece(next++);
            }
            int count = Math.min(length, pending.length());
            pending.getChars(0, count, target, offset);
            pending = pending.substring(count);
            return count == 0 ? -1 : count;
        }

        private String piece(int number) {
            if (number < 0) {
                return nonce + " m " + LIST + "\n[";
            }
            return number == rows ? "]\n" + nonce + " e\n" : (number == 0 ? "" : ",") + row(number);
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
