package mkrun.playbook;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import mkrun.op.router.RefusedFieldsException;
import mkrun.task.SourcePos;
import org.jspecify.annotations.Nullable;

/** Does what scripts say; what is wrong with it is remembered, and what comes after it goes on. */
final class Guard {
    private final Problems problems;

    Guard(Problems problems) {
        this.problems = problems;
    }

    /** Something that a script asks for. */
    interface Step<T> {
        T take() throws ScriptProblems;
    }

    /**
     * Takes a step; empty if it fails.
     *
     * @param at the place of problems that have none of their own; null for the line of the script that is being evaluated
     */
    <T> Optional<T> attempt(@Nullable SourcePos at, Step<? extends T> step) {
        try {
            return Optional.of(step.take());
        } catch (ScriptProblems e) {
            problems.addAll(e.problems());
        } catch (LoadProblem e) {
            problems.add(e);
        } catch (RefusedFieldsException e) {
            SourcePos place = at == null ? Positions.of(e) : at;
            e.refused().forEach(r -> problems.refuse(place, r.message(), r.field(), r.value()));
        } catch (IllegalArgumentException e) {
            problems.add(at == null ? Positions.of(e) : at, String.valueOf(e.getMessage()), "", "");
        } catch (StackOverflowError e) {
            problems.add(at == null ? Positions.of(e) : at, "something calls itself without end", "", "");
        } catch (RuntimeException e) {
            problems.add(at == null ? Positions.of(e) : at, words(e), "", "");
        }
        return Optional.empty();
    }

    /** The same with a script. */
    void evaluate(BoundScript script, Object scope) {
        attempt(null, () -> {
            script.evaluateWith(scope);
            return true;
        });
    }

    private static String words(RuntimeException e) {
        String kind = e.getClass().getSimpleName().replaceFirst("Exception$", "");
        String words = kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        String message = Arrays.stream(String.valueOf(e.getMessage()).split("\n"))
                .findFirst()
                .orElse("");
        return e.getMessage() == null ? words : words + ": " + message;
    }
}
