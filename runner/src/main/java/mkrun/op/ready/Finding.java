package mkrun.op.ready;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing that was judged.
 *
 * @param subject what it is about
 * @param level what it means for containers
 * @param text what was found, without a full stop
 * @param remedies ways to set it right, the easiest first; none if it is right or nothing helps
 */
public record Finding(Subject subject, Level level, String text, List<Remedy> remedies) {
    /** What it means for containers. */
    public enum Level {
        /** As it should be. */
        OK,
        /** They run, but something may go wrong later. */
        WARNING,
        /** None will run. */
        MISSING
    }

    /** What is looked at, in the order in which it is told. */
    public enum Subject {
        VERSION("version"),
        ARCHITECTURE("architecture"),
        PACKAGE("package"),
        DEVICE_MODE("device-mode"),
        DISK("disk"),
        MEMORY("memory"),
        CLOCK("clock"),
        DNS("dns"),
        USER("user");

        private final String word;

        Subject(String word) {
            this.word = word;
        }

        /** As users and programs read it. */
        public String word() {
            return word;
        }
    }

    public Finding {
        remedies = List.copyOf(remedies);
    }

    static Finding ok(Subject subject, String text) {
        return new Finding(subject, Level.OK, text, List.of());
    }

    static Finding warning(Subject subject, String text, Remedy... remedies) {
        return new Finding(subject, Level.WARNING, text, List.of(remedies));
    }

    static Finding missing(Subject subject, String text, Remedy... remedies) {
        return new Finding(subject, Level.MISSING, text, List.of(remedies));
    }

    /** Whether no container will run because of it. */
    public boolean missing() {
        return level == Level.MISSING;
    }

    /** What was found and how to set it right, in one line. */
    public String sentence() {
        return remedies.isEmpty()
                ? text
                : text + ": " + remedies.stream().map(Remedy::how).collect(Collectors.joining("; or "));
    }
}
