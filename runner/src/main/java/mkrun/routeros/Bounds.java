package mkrun.routeros;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * How long a text or a span of time may be. Routers tell it of themselves: {@code string value, max length 31}, {@code
 * 1s..18h12m15s    (time interval)}.
 *
 * @param kind what is measured
 * @param least bytes or a span of time; empty if there is no least
 * @param most the same; empty if there is no most
 * @param range the versions that hold to it
 */
public record Bounds(Kind kind, String least, String most, VersionRange range) {
    /** What is measured. */
    public enum Kind {
        /** The bytes of a text. */
        LENGTH,
        /** A span of time. */
        SPAN
    }

    /**
     * Reads {@code 1s..1d} or {@code ..31[7.21+]}.
     *
     * @throws IllegalArgumentException if the text is none of that
     */
    static Bounds parse(Kind kind, String text) {
        Words.Ranged ranged = Words.ranged(text);
        int dots = ranged.word().indexOf("..");
        if (dots < 0) {
            throw new IllegalArgumentException("no bounds: " + text);
        }
        String least = ranged.word().substring(0, dots);
        String most = ranged.word().substring(dots + 2);
        for (String bound : new String[] {least, most}) {
            if (!bound.isEmpty() && measure(kind, bound).isEmpty()) {
                throw new IllegalArgumentException("no bounds: " + text);
            }
        }
        return new Bounds(kind, least, most, ranged.range());
    }

    private static OptionalLong measure(Kind kind, String bound) {
        if (kind == Kind.SPAN) {
            return Values.micros(bound);
        }
        return bound.matches("\\d{1,9}") ? OptionalLong.of(Long.parseLong(bound)) : OptionalLong.empty();
    }

    /** Whether a value is not too short and not too long; what is no span of time is neither. */
    public boolean hold(String value) {
        OptionalLong size = kind == Kind.SPAN
                ? Values.micros(value)
                : OptionalLong.of(value.getBytes(StandardCharsets.UTF_8).length);
        return size.isEmpty()
                || (least.isEmpty() || size.getAsLong() >= measure(kind, least).orElseThrow())
                        && (most.isEmpty()
                                || size.getAsLong() <= measure(kind, most).orElseThrow());
    }

    /** For messages: {@code from 1s to 1d}, {@code at most 31 bytes}. */
    @Override
    public String toString() {
        String from = least.isEmpty() || least.equals("0") ? "" : "at least " + least;
        String to = most.isEmpty() ? "" : "at most " + most;
        String both = from.isEmpty() || to.isEmpty() ? from + to : from + " and " + to;
        return kind == Kind.SPAN ? both : both + " bytes";
    }
}
