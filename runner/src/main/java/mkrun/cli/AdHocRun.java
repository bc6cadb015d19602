package mkrun.cli;

import java.util.List;
import java.util.function.Consumer;
import mkrun.inventory.Inventory;
import mkrun.run.AdHoc;
import mkrun.run.HostAnswer;

/** One thing done on the hosts of a pattern, from the arguments to the exit code. */
final class AdHocRun {
    private final Console console;
    private final AdHocArguments arguments;
    private final Inventory inventory;
    private final List<String> hosts;

    /** What is done on each host, given the means to reach it. */
    @FunctionalInterface
    interface Work<T> {
        AdHoc.Action<T> over(HostTargets targets);
    }

    /**
     * Reads the inventory.
     *
     * @param pattern which hosts; {@code --limit} cuts it down further
     * @throws CliException if the inventory does not load, or no host is meant
     */
    AdHocRun(Console console, AdHocArguments arguments, String pattern) {
        this.console = console;
        this.arguments = arguments;
        HostChoice choice = HostChoice.of(console, arguments.inventory, pattern);
        this.inventory = choice.inventory();
        this.hosts = choice.hosts();
    }

    /** The hosts meant, in the order of the inventory; at least one. */
    List<String> hosts() {
        return hosts;
    }

    /**
     * Does it, and hands the answers over in the order of the hosts.
     *
     * @return the exit code
     */
    <T> int call(Work<T> work, Consumer<HostAnswer<T>> listener) throws InterruptedException {
        AdHoc adHoc = new AdHoc(arguments.sessions.forks());
        Preload.hosts(inventory);
        StateDir state = StateDir.of(console.environment());
        try (HostTargets targets = new HostTargets(inventory, state, console, arguments.sessions.askPass);
                Interruption interruption = Interruption.watch(() -> interrupted(adHoc))) {
            return ExitCode.of(adHoc.run(hosts, work.over(targets), listener)).code();
        }
    }

    private static String hosts(String what, List<String> names) {
        return names.isEmpty() ? "" : what + String.join(", ", names);
    }

    private void interrupted(AdHoc adHoc) {
        console.err().println();
        console.err()
                .println("mkrun: interrupted" + hosts("; no answer yet from ", adHoc.unanswered())
                        + hosts("; done or failed, and not shown yet: ", adHoc.heldBack()));
        console.err().flush();
    }
}
