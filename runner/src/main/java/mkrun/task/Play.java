package mkrun.task;

import java.util.List;
import java.util.Map;

/**
 * A play, evaluated for each of its hosts.
 *
 * @param name as shown in the {@code PLAY [...]} line
 * @param position where it was written
 * @param batches the hosts in inventory order, cut as {@code serial} says; one batch if it says nothing
 * @param hosts what each host is to do, by host name; a key for each host of the batches
 */
public record Play(String name, SourcePos position, List<List<String>> batches, Map<String, HostTasks> hosts) {
    public Play {
        batches = batches.stream().map(List::copyOf).toList();
        hosts = Map.copyOf(hosts);
    }

    /**
     * What one host is to do.
     *
     * @param tasks in order
     * @param handlers in order; the names that tasks notify are their {@link TaskId#name}
     */
    public record HostTasks(List<Task> tasks, List<Task> handlers) {
        public HostTasks {
            tasks = List.copyOf(tasks);
            handlers = List.copyOf(handlers);
        }
    }
}
