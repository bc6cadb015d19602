package mkrun.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import mkrun.playbook.Playbook;
import mkrun.run.TagFilter;
import mkrun.task.Play;
import mkrun.task.Task;
import mkrun.task.TaskId;

/** What {@code --list-hosts}, {@code --list-tasks} and {@code --syntax-check} print, in ansible-playbook's layout. */
final class PlaybookListing {
    private final PrintStream out;
    private final RunArguments arguments;

    PlaybookListing(PrintStream out, RunArguments arguments) {
        this.out = out;
        this.arguments = arguments;
    }

    void print(Playbook playbook) {
        out.println();
        out.println("playbook: " + arguments.playbook);
        if (arguments.syntaxCheck && !arguments.listHosts && !arguments.listTasks) {
            out.println("No issues encountered");
            return;
        }
        int number = 1;
        for (Play play : playbook.plays()) {
            out.println();
            out.println("  play #" + number++ + " (" + play.name() + "): " + play.name());
            if (arguments.listHosts) {
                hosts(play);
            }
            if (arguments.listTasks) {
                tasks(play);
            }
        }
    }

    private void hosts(Play play) {
        List<String> hosts = play.batches().stream().flatMap(List::stream).toList();
        out.println("    hosts (" + hosts.size() + "):");
        hosts.forEach(host -> out.println("      " + host));
    }

    private void tasks(Play play) {
        TagFilter filter = arguments.tags.filter();
        Map<TaskId, Task> tasks = new LinkedHashMap<>();
        play.batches().stream()
                .flatMap(List::stream)
                .flatMap(host -> play.hosts().get(host).tasks().stream())
                .filter(filter::selects)
                .forEach(task -> tasks.putIfAbsent(task.id(), task));
        out.println("    tasks:");
        tasks.values()
                .forEach(task -> out.println(
                        "      " + task.displayName() + "\tTAGS: " + new TreeSet<>(task.tags()).toString()));
    }
}
