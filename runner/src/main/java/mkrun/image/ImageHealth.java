package mkrun.image;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The check of health that an image brings, as {@code HEALTHCHECK CMD} in a Dockerfile makes one; Docker writes it into the
 * config of images, and so do others.
 *
 * @param command that a shell runs inside the container; healthy where its exit status is 0
 * @param interval between two checks
 * @param timeout after which a check has failed
 * @param retries so many failures in a row mean that it is unhealthy
 * @param startPeriod in which failures do not count
 */
public record ImageHealth(String command, Duration interval, Duration timeout, int retries, Duration startPeriod) {
    private static final Duration LEAST = Duration.ofSeconds(1);

    /**
     * @throws IllegalArgumentException if there is nothing to run, or a number is one that no runtime takes; the message can
     *     be shown to a user
     */
    public ImageHealth {
        if (command.isBlank()) {
            throw new IllegalArgumentException("health of an image: say what to run: command: '...'");
        }
        if (interval.compareTo(LEAST) < 0 || timeout.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("health of an image: interval and timeout are at least 1s");
        }
        if (retries < 1 || startPeriod.isNegative()) {
            throw new IllegalArgumentException("health of an image: retries is at least 1, startPeriod at least 0s");
        }
    }

    /** As the image config has it; times are nanoseconds. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Test", List.of("CMD-SHELL", command));
        json.put("Interval", interval.toNanos());
        json.put("Timeout", timeout.toNanos());
        json.put("StartPeriod", startPeriod.toNanos());
        json.put("Retries", retries);
        return json;
    }
}
