package mkrun.op.router;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a router does when a container ends by itself, in Docker's words.
 *
 * @param mode when it starts it again
 * @param retries how often at most; empty to leave that to the router
 * @param interval how long it waits before; empty to leave that to the router
 */
public record RestartPolicy(Mode mode, OptionalInt retries, Optional<Duration> interval) {
    /** A container that has ended stays so. */
    public static final RestartPolicy NO = new RestartPolicy(Mode.NO, OptionalInt.empty(), Optional.empty());

    /** When it is started again. */
    public enum Mode {
        NO("no", "no"),
        /** If its exit status is not 0. */
        ON_FAILURE("on-failure", "on-failure"),
        ALWAYS("always", "always"),
        /** As always: a router never restarts what somebody has stopped. Whether it is started at boot is another matter. */
        UNLESS_STOPPED("unless-stopped", "always");

        private final String word;
        private final String routeros;

        Mode(String word, String routeros) {
            this.word = word;
            this.routeros = routeros;
        }

        /** Docker's word. */
        public String word() {
            return word;
        }

        String routeros() {
            return routeros;
        }

        /** All of Docker's words. */
        public static List<String> words() {
            return Arrays.stream(values()).map(Mode::word).toList();
        }

        /** The mode of one of Docker's words. */
        public static Optional<Mode> of(String word) {
            return Arrays.stream(values()).filter(m -> m.word.equals(word)).findFirst();
        }
    }

    /**
     * @throws IllegalArgumentException if a number makes no sense; the message can be shown to a user
     */
    public RestartPolicy {
        if (retries.isPresent() && retries.getAsInt() < 1) {
            throw new IllegalArgumentException("restart: retries is at least 1");
        }
        if (interval.filter(i -> i.compareTo(Duration.ofSeconds(1)) < 0).isPresent()) {
            throw new IllegalArgumentException("restart: interval is at least 1s");
        }
        if (interval.filter(i -> i.getNano() > 0).isPresent()) {
            throw new IllegalArgumentException("restart: interval is in whole seconds, as routers tell it");
        }
    }
}
