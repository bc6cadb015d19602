package mkrun.playbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import mkrun.op.router.ContainerSource;
import mkrun.op.router.ContainerSpec;
import mkrun.op.router.ContainerTasks;
import mkrun.op.router.NamedOperation;
import mkrun.task.SourcePos;
import mkrun.task.Task;

/**
 * Containers that are restarted once others were started: handlers that the others' last tasks notify, and the handlers that
 * restart those others.
 */
final class Restarts {
    private final Map<String, List<String>> handlers = new LinkedHashMap<>();
    private final List<Consumer<TaskSink>> adding = new ArrayList<>();

    /**
     * Has a container be restarted when one of others was started.
     *
     * @param others their names; none for nothing
     * @param spec of the container
     * @param source of its image
     * @param position where it is
     * @param around what surrounds its tasks
     */
    void add(
            Set<String> others,
            ContainerSpec spec,
            ContainerSource source,
            SourcePos position,
            TaskSink.Around around) {
        if (others.isEmpty()) {
            return;
        }
        NamedOperation restart = ContainerTasks.restart(spec, source);
        others.forEach(name -> handlers.computeIfAbsent("container " + name, n -> new ArrayList<>())
                .add(restart.name()));
        adding.add(sink -> sink.add(
                "container " + spec.name(),
                restart.name(),
                position,
                restart.operation(),
                around.alone().notifying(handlersOf("container " + spec.name()))));
    }

    /** A host's tasks, those that start such containers with the handlers that they notify. */
    List<Task> notifying(List<Task> tasks) {
        return tasks.stream()
                .map(task -> task.id().role().equals(task.id().name())
                        ? task.notifying(handlersOf(task.id().name()))
                        : task)
                .toList();
    }

    private List<String> handlersOf(String task) {
        return handlers.getOrDefault(task, List.of());
    }

    /** The handlers. */
    void addTo(TaskSink sink) {
        adding.forEach(add -> add.accept(sink));
    }
}
