package mkrun.playbook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import mkrun.task.Operation;
import mkrun.task.SourcePos;

/** One task on a router: one word that says what is wanted, and what surrounds it. */
@Block("a task")
public class TaskScope extends RouterWords implements SurroundingWords {
    private final String name;
    private final SourcePos position = Positions.here();
    private final Surroundings surroundings;
    private final List<Operation<?, ?>> operations = new ArrayList<>();
    private boolean refused;

    TaskScope(HostPlace place, Variables vars, String name) {
        super(place, vars);
        this.name = name;
        this.surroundings = new Surroundings(place);
    }

    @Override
    public Surroundings surroundings() {
        return surroundings;
    }

    /** Reports a failure of the task, and goes on with the host all the same. */
    @Word("ignoreErrors()")
    public void ignoreErrors() {
        surroundings.ignoreErrors();
    }

    /** Has the router take the task's changes back by itself unless a new session confirms them within a minute. */
    public void commitConfirm() {
        commitConfirm("1m");
    }

    /**
     * Has the router take the task's changes back by itself unless a new session confirms them in time.
     *
     * @param time as RouterOS writes times: {@code 30s}, {@code 2m}
     */
    @Word("commitConfirm() or commitConfirm('2m')")
    public void commitConfirm(String time) {
        OptionalLong millis = mkrun.routeros.Values.millis(time);
        if (millis.isEmpty() || millis.getAsLong() < 1000 || millis.getAsLong() % 1000 != 0) {
            throw LoadProblem.here(
                    "commitConfirm: '" + time + "' is no time of whole seconds", "write 30s or 2m", "commitConfirm");
        }
        surroundings.commitConfirm(Duration.ofMillis(millis.getAsLong()));
    }

    @Override
    void wanted(String word, Supplier<Operation<?, ?>> operation) {
        place().evaluation().attempt(operation).ifPresentOrElse(operations::add, () -> refused = true);
    }

    void addTo(TaskSink sink, String role, TaskSink.Around outer) {
        if (operations.size() != 1) {
            if (!refused) {
                String count = operations.isEmpty() ? "wants nothing" : "wants " + operations.size() + " things";
                throw new LoadProblem(
                        position, "task '" + name + "' " + count, "a task holds one word such as routeros", name);
            }
            return;
        }
        sink.add(role, name, position, operations.get(0), surroundings.within(outer));
    }
}
