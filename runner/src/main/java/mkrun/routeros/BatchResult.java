package mkrun.routeros;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What became of the commands of a {@link Batch}.
 *
 * @param steps one for each command, in order
 */
public record BatchResult(List<Step> steps) {
    /** How a command ended. */
    public enum Status {
        DONE,
        FAILED,
        /** Not reached, because an earlier one failed or the router refused the whole line. */
        NOT_RUN
    }

    /**
     * One command's end.
     *
     * @param output what the router printed, without the final line end; its error if it failed
     */
    public record Step(Status status, String output) {}

    public BatchResult {
        steps = List.copyOf(steps);
    }

    /** Whether every command succeeded. */
    public boolean ok() {
        return failed().isEmpty() && steps.stream().allMatch(s -> s.status() == Status.DONE);
    }

    /** The index of the first command that failed. */
    public Optional<Integer> failed() {
        return IntStream.range(0, steps.size())
                .filter(i -> steps.get(i).status() == Status.FAILED)
                .boxed()
                .findFirst();
    }
}
