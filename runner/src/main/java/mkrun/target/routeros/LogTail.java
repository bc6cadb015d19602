package mkrun.target.routeros;

import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mkrun.routeros.Quote;
import mkrun.target.UnreachableException;

/**
 * Where a router's log tells why something failed.
 *
 * @param questions lines for the console that put messages, each behind its time, oldest first; the first that has an answer
 *     counts
 * @param begin what stands in the first line that a router logs of the step; only what it has logged since the step began, and
 *     from the last such line on, counts then. Empty if all counts
 */
public record LogTail(List<String> questions, Optional<String> begin) {
    private static final int LINES = 5;
    /** Times are of whole seconds, and a router may tell its clock a little later than it was asked. */
    private static final Duration SLACK = Duration.ofSeconds(2);
    /** The day before it, which some versions leave out, does not matter: a step takes minutes. */
    private static final Pattern TIMED = Pattern.compile("((?:\\S+ )?(\\d\\d:\\d\\d:\\d\\d))(?: (.*))?");

    private static final Duration DAY = Duration.ofDays(1);

    private static final String CLOCK = ":put [/system/clock/get time]; ";

    /** Nowhere. */
    public static final LogTail NONE = new LogTail(List.of(), Optional.empty());

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

    /**
     * The same, of what was logged since the step began: what the router has said before of another of the same name would
     * mislead.
     *
     * @param line what stands in the first line that it logs of such a step, if it logs one
     */
    public LogTail since(String line) {
        return new LogTail(questions, Optional.of(line));
    }

    /** What this tells; if nothing, what another does. */
    public LogTail or(LogTail other) {
        return new LogTail(
                Stream.concat(questions.stream(), other.questions.stream()).toList(), begin);
    }

    private static LogTail messages(String menu, String condition) {
        String get = "[" + menu + "/get $i ";
        String put = ":put (" + get + "time] . \" \" . " + get + "message])";
        return new LogTail(
                List.of(CLOCK + ":foreach i in=[" + menu + "/find where " + condition + "] do={" + put + "}"),
                Optional.empty());
    }

    /**
     * What a line that a step begins with is known by.
     *
     * @param beginnings what stands in it, one of these, by version
     * @param subject what stands in it, too: what the step is about
     */
    public record Beginning(List<String> beginnings, String subject) {
        public Beginning {
            beginnings = List.copyOf(beginnings);
        }

        private boolean in(String message) {
            return message.contains(subject) && beginnings.stream().anyMatch(message::contains);
        }
    }

    /**
     * When something began.
     *
     * @param time as the router's log has it
     * @param ago how long before the router was asked; less than a day, since routers do not always tell the day
     */
    record Begun(String time, Duration ago) {}

    /** When the last step of a kind began; empty if the log does not tell. */
    Optional<Begun> begun(RouterLink link, Beginning beginning) throws UnreachableException {
        Optional<Begun> begun = Optional.empty();
        for (String question : questions) {
            List<String> answer = link.exec(question).lines().toList();
            Optional<LocalTime> now = answer.stream().findFirst().flatMap(LogTail::time);
            for (String line : answer.subList(Math.min(1, answer.size()), answer.size())) {
                Matcher timed = TIMED.matcher(line.strip());
                Optional<LocalTime> logged = time(line);
                if (timed.matches() && logged.isPresent() && now.isPresent() && beginning.in(message(line))) {
                    begun = Optional.of(new Begun(timed.group(1), ago(logged.get(), now.get())));
                }
            }
            if (begun.isPresent()) {
                return begun;
            }
        }
        return begun;
    }

    /**
     * How a log tells what became of a step.
     *
     * @param begin what stands in the line that it begins with
     * @param proofs what stands in that line or in one behind it, one of these
     */
    public record Course(String begin, List<String> proofs) {
        public Course {
            proofs = List.copyOf(proofs);
        }
    }

    /**
     * Whether the last step of a kind took such a course.
     *
     * @param age how long ago it began at most
     */
    boolean tells(RouterLink link, Course course, Duration age) throws UnreachableException {
        LogTail step = since(course.begin());
        for (String question : questions) {
            List<String> lines = step.messages(link.exec(question).lines().toList(), age);
            if (!lines.isEmpty()) {
                return lines.get(0).contains(course.begin())
                        && lines.stream()
                                .anyMatch(line -> course.proofs().stream().anyMatch(line::contains));
            }
        }
        return false;
    }

    /**
     * What the router says there, as the end of a message; empty if it says nothing. An exchange that only a failure is
     * worth.
     *
     * @param age how long ago the step began
     */
    String inWords(RouterLink link, Duration age) throws UnreachableException {
        for (String question : questions) {
            List<String> lines = messages(link.exec(question).lines().toList(), age);
            if (!lines.isEmpty()) {
                return "\nThe end of the router's log:\n  "
                        + String.join("\n  ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
            }
        }
        return "";
    }

    /** @param answer the router's clock, then messages; one of several lines has its time in the first */
    private List<String> messages(List<String> answer, Duration age) {
        Optional<LocalTime> now = answer.stream().findFirst().flatMap(LogTail::time);
        List<String> messages = new ArrayList<>();
        boolean counts = true;
        for (String line : answer.subList(Math.min(1, answer.size()), answer.size())) {
            Optional<LocalTime> logged = time(line);
            if (begin.isPresent() && now.isPresent() && logged.isPresent()) {
                counts = within(age, logged.get(), now.get());
            }
            String message = message(line);
            if (begin.filter(message::contains).isPresent()) {
                messages.clear();
            }
            if (counts && !message.isEmpty()) {
                // 7.20 to 7.23 log a container's whole environment when it starts
                messages.add(message.startsWith("*** started") ? "*** started" : message);
            }
        }
        return messages;
    }

    private static Optional<LocalTime> time(String line) {
        Matcher timed = TIMED.matcher(line.strip());
        try {
            return timed.matches() ? Optional.of(LocalTime.parse(timed.group(2))) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String message(String line) {
        Matcher timed = TIMED.matcher(line.strip());
        String message = timed.matches() ? timed.group(3) : line;
        return message == null ? "" : message.strip();
    }

    /** Whether a time of the day was at most that long ago. */
    private static boolean within(Duration age, LocalTime time, LocalTime now) {
        return ago(time, now).compareTo(age.plus(SLACK)) <= 0;
    }

    private static Duration ago(LocalTime time, LocalTime now) {
        Duration ago = Duration.between(time, now);
        boolean yesterday = ago.plus(SLACK).isNegative(); // what is logged meanwhile is later than the clock
        return yesterday ? ago.plus(DAY) : ago;
    }
}
