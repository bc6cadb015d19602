package mkrun.task;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

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

        /**
         * What of it can come to run.
         *
         * @param taskRuns whether a task does
         * @param handlerRuns whether a handler does if it is notified, by one of those tasks or a handler before it
         */
        public HostTasks chosen(Predicate<Task> taskRuns, Predicate<Task> handlerRuns) {
            List<Task> some = tasks.stream().filter(taskRuns).toList();
            Set<String> notified = new HashSet<>();
            some.forEach(task -> notified.addAll(task.notifies()));
            List<Task> due = new ArrayList<>();
            for (Task handler : handlers) {
                if (notified.contains(handler.id().name()) && handlerRuns.test(handler)) {
                    due.add(handler);
                    notified.addAll(handler.notifies());
                }
            }
            return new HostTasks(some, due);
        }

        /** The tasks, then the handlers. */
        public Stream<Task> all() {
            return Stream.concat(tasks.stream(), handlers.stream());
        }
    }
}
