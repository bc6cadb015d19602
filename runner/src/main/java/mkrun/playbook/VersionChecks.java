package mkrun.playbook;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.Schemas;
import mkrun.task.Task;

/**
 * Which tasks are held against which versions of RouterOS while a playbook loads. Each host's are held against the version
 * that the inventory states for it, unless told otherwise here.
 *
 * @param tasks whether a task is going to run, by its tags
 * @param instead versions that count for all hosts, whatever the inventory states; empty for none
 * @param unstated versions that count for hosts without a stated one; empty for none
 * @param undecided told, with its place, what a version lacks of a task of which only the router can tell whether it runs
 * @param schemas those that were pulled of a version
 * @param sources told by what a version was judged, where that is not one of mkrun's own tables for it
 */
public record VersionChecks(
        Predicate<Task> tasks,
        List<RouterosVersion> instead,
        List<RouterosVersion> unstated,
        Consumer<String> undecided,
        Function<RouterosVersion, Schemas> schemas,
        Consumer<String> sources) {
    public VersionChecks {
        instead = List.copyOf(instead);
        unstated = List.copyOf(unstated);
    }

    /** By mkrun's own tables alone. */
    public VersionChecks(
            Predicate<Task> tasks,
            List<RouterosVersion> instead,
            List<RouterosVersion> unstated,
            Consumer<String> undecided) {
        this(tasks, instead, unstated, undecided, version -> Schemas.NONE, text -> {});
    }

    /** The same, with what was pulled of routers. */
    public VersionChecks withSchemas(Function<RouterosVersion, Schemas> pulled) {
        return new VersionChecks(tasks, instead, unstated, undecided, pulled, sources);
    }

    /** Of a run: what the inventory states counts. */
    public static VersionChecks stated(Predicate<Task> tasks) {
        return new VersionChecks(tasks, List.of(), List.of(), text -> {});
    }
}
