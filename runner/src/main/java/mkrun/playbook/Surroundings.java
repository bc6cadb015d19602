package mkrun.playbook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mkrun.task.Condition;

/** Gathers what surrounds a task: condition, handlers, tags; all of it inherited from the blocks around. */
final class Surroundings {
    private final HostPlace place;
    private Condition when = Condition.ALWAYS;
    private final List<String> notifies = new ArrayList<>();
    private final Set<String> tags = new LinkedHashSet<>();
    private boolean ignoreErrors;
    private Optional<Duration> commitConfirm = Optional.empty();

    Surroundings(HostPlace place) {
        this.place = place;
    }

    /** Adds a condition; all of them must hold. */
    void when(Condition condition) {
        Condition before = when;
        when = before == Condition.ALWAYS ? condition : facts -> before.test(facts) && condition.test(facts);
    }

    /** Adds handlers, and has the host remember where they were named. */
    void notifies(List<String> handlers) {
        place.notified(Positions.here(), handlers);
        notifies.addAll(handlers);
    }

    void tags(List<String> names) {
        tags.addAll(names);
    }

    void ignoreErrors() {
        ignoreErrors = true;
    }

    void commitConfirm(Duration time) {
        commitConfirm = Optional.of(time);
    }

    /** What was gathered, inside what the blocks around say. */
    TaskSink.Around within(TaskSink.Around outer) {
        Set<String> allTags = new LinkedHashSet<>(outer.tags());
        allTags.addAll(tags);
        List<String> allNotifies = new ArrayList<>(outer.notifies());
        allNotifies.addAll(notifies);
        Condition condition = outer.when();
        if (condition == Condition.ALWAYS) {
            condition = when;
        } else if (when != Condition.ALWAYS) {
            Condition inner = when;
            condition = facts -> outer.when().test(facts) && inner.test(facts);
        }
        return new TaskSink.Around(
                condition,
                allNotifies,
                allTags,
                outer.ignoreErrors() || ignoreErrors,
                outer.transaction(),
                commitConfirm.or(outer::commitConfirm));
    }
}
