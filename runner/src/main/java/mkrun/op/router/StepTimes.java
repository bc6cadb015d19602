package mkrun.op.router;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How long the steps of a container's life may take on a router, each at most.
 *
 * @param imports from its making until its image is there: downloaded, if need be, and extracted
 * @param starts until it runs
 * @param stops until it has no processes left
 * @param removes until it is gone with its files
 */
record StepTimes(Duration imports, Duration starts, Duration stops, Duration removes) {
    /** What it takes where nobody knows the size of the image or the disk. */
    private static final Duration IMPORT = Duration.ofMinutes(15);

    private static final Duration START = Duration.ofMinutes(2);
    /** The router gives the processes {@code stop-time}, 10 s, and then kills them. */
    private static final Duration STOP = Duration.ofMinutes(1);

    private static final Duration REMOVE = Duration.ofMinutes(5);

    /** A step, by the word that playbooks have for it. */
    enum Step {
        IMPORT,
        START,
        STOP,
        REMOVE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How long a step may take. */
    Duration of(Step step) {
        return switch (step) {
            case IMPORT -> imports;
            case START -> starts;
            case STOP -> stops;
            case REMOVE -> removes;
        };
    }

    /** Unless said otherwise. */
    static final StepTimes USUAL = of(Deadlines.USUAL, IMPORT);

    /** As a playbook says it, and of what it leaves open what is usual. */
    static StepTimes of(Deadlines said) {
        return of(said, IMPORT);
    }

    /** @param importing how long an import may take that the playbook says nothing of */
    static StepTimes of(Deadlines said, Duration importing) {
        return new StepTimes(
                or(said.imports(), importing),
                or(said.start(), START),
                or(said.stop(), STOP),
                or(said.remove(), REMOVE));
    }

    private static Duration or(Optional<Duration> said, Duration usual) {
        return said.orElse(usual);
    }
}
