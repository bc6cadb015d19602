package mkrun.playbook;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import mkrun.op.router.OtherMenu;
import mkrun.routeros.Dialect;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.Schema;
import mkrun.routeros.Schemas;
import mkrun.task.Task;

/** Says by what tasks are judged, where it is not one of mkrun's own tables. */
final class VersionSources {
    private static final String PULL = " (mkrun schema pull HOST)";

    private final Consumer<String> listener;
    private final Function<RouterosVersion, Dialect> dialects;

    /** @param listener told in sentences; may be told the same again */
    VersionSources(Consumer<String> listener, Function<RouterosVersion, Dialect> dialects) {
        this.listener = listener;
        this.dialects = dialects;
    }

    /** Of tasks that are held against these versions. */
    void tell(List<RouterosVersion> versions, List<Task> tasks) {
        versions.stream().filter(v -> !RouterosVersion.NEWEST.atLeast(v)).forEach(this::newer);
        for (Task task : tasks) {
            if (task.operation() instanceof OtherMenu other) {
                unlisted(task, other.menu(), versions);
            }
        }
    }

    private void newer(RouterosVersion version) {
        List<Schema> schemas = dialects.apply(version).schemas().all();
        listener.accept("RouterOS " + version + " is newer than mkrun's tables, so those of " + RouterosVersion.NEWEST
                + " count"
                + (schemas.isEmpty()
                        ? "; no schema of it is there" + PULL
                        : ", corrected by " + Schemas.sources(schemas)));
    }

    private void unlisted(Task task, String menu, List<RouterosVersion> versions) {
        String begin = task.id().position() + ": mkrun has no table of " + menu + ": ";
        List<RouterosVersion> blind = versions.stream()
                .filter(v -> dialects.apply(v).schemas().covering(menu).isEmpty())
                .toList();
        for (RouterosVersion version : versions) {
            if (!blind.contains(version)) {
                listener.accept(begin + "RouterOS " + version + " is judged by "
                        + Schemas.sources(dialects.apply(version).schemas().covering(menu)));
            }
        }
        if (!blind.isEmpty()) {
            listener.accept(begin + "no schema of RouterOS " + VersionSpans.of(blind, versions) + " tells of it" + PULL
                    + ", so the router is asked before the first change");
        }
    }
}
