package mkrun.target.routeros;

import java.util.List;
import java.util.stream.Stream;
import mkrun.routeros.Quote;

/**
 * Where a router's log tells why something failed.
 *
 * @param questions lines for the console that put messages, oldest first; the first that has an answer counts
 */
public record LogTail(List<String> questions) {
    /** Nowhere. */
    public static final LogTail NONE = new LogTail(List.of());

    public LogTail {
        questions = List.copyOf(questions);
    }

    /** What the log says under a topic, such as {@code container}. */
    public static LogTail topic(String topic) {
        return messages("/log", "topics~" + Quote.string(topic));
    }

    /** What the log of containers, which 7.20 and later have, says of one. */
    public static LogTail container(String name) {
        return messages("/container/log", "container=" + Quote.string(name));
    }

    /** What this tells; if nothing, what another does. */
    public LogTail or(LogTail other) {
        return new LogTail(
                Stream.concat(questions.stream(), other.questions.stream()).toList());
    }

    private static LogTail messages(String menu, String condition) {
        return new LogTail(List.of(
                ":foreach i in=[" + menu + "/find where " + condition + "] do={:put [" + menu + "/get $i message]}"));
    }
}
