package mkrun.target.routeros;

import java.util.List;
import java.util.stream.Stream;
import mkrun.routeros.Quote;
import mkrun.target.UnreachableException;

/**
 * Where a router's log tells why something failed.
 *
 * @param questions lines for the console that put messages, oldest first; the first that has an answer counts
 */
public record LogTail(List<String> questions) {
    private static final int LINES = 5;

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

    /**
     * What the router says there, as the end of a message; empty if it says nothing. An exchange that only a failure is
     * worth.
     */
    String inWords(RouterLink link) throws UnreachableException {
        List<String> lines = read(link);
        return lines.isEmpty() ? "" : "\nThe end of the router's log:\n  " + String.join("\n  ", lines);
    }

    private List<String> read(RouterLink link) throws UnreachableException {
        for (String question : questions) {
            List<String> lines = link.exec(question)
                    .lines()
                    .map(String::strip)
                    .filter(l -> !l.isEmpty())
                    // 7.20 to 7.23 log a container's whole environment when it starts
                    .map(l -> l.startsWith("*** started") ? "*** started" : l)
                    .toList();
            if (!lines.isEmpty()) {
                return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
            }
        }
        return List.of();
    }
}
