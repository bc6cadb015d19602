package mkrun.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import mkrun.op.router.Owner;
import mkrun.op.router.OwnerGone;
import mkrun.report.ConsoleReport;
import mkrun.run.Recap;
import mkrun.run.RunListener;
import mkrun.run.RunOptions;
import mkrun.run.TagFilter;
import mkrun.task.Condition;
import mkrun.task.Play;
import mkrun.task.SourcePos;
import mkrun.task.Task;
import mkrun.task.TaskId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mkrun destroy}: what belongs to an owner goes from routers, as a play of one task. */
@Command(
        name = "destroy",
        description = "Remove from routers all that belongs to a container, an owner of rows, or a mark. Volumes stay.",
        customSynopsis = "mkrun destroy -i INV... --owner NAME [OPTIONS] [PATTERN]",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class DestroyCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private PatternArgument hosts = new PatternArgument();

    @Option(
            names = "--owner",
            required = true,
            paramLabel = "NAME",
            description =
                    "Whose: the name of a container, the owner: of entries, or a mark. '@NAME', 'container:NAME' and"
                            + " 'mark:NAME' tell them apart.")
    private String owner = "";

    @Mixin
    private AdHocArguments arguments = new AdHocArguments();

    @Option(
            names = {"-C", "--check"},
            description = "Don't remove anything; instead, tell what would go.")
    private boolean check;

    @Option(
            names = {"-D", "--diff"},
            description = "Show the literal RouterOS commands.")
    private boolean diff;

    @Option(
            names = {"-y", "--yes"},
            description = "Don't ask before anything is removed.")
    private boolean yes;

    @Mixin
    private ConfirmArgument commitConfirm = new ConfirmArgument();

    @Option(
            names = {"-v", "--verbose"},
            description = "Tell more; -vv also positions.")
    private boolean[] verbose = {};

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Also write the run's events to FILE, one JSON object a line.")
    private @Nullable Path json;

    DestroyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Owner meant = meant();
        boolean ask = !check && !yes;
        if (ask && !console.keyboard()) {
            throw new CliException(
                    ExitCode.USAGE,
                    "what is destroyed does not come back, and there is no terminal to ask on: say --yes,"
                            + " or look first with --check");
        }
        HostChoice choice = HostChoice.of(console, arguments.inventory, hosts.pattern);
        Play play = play(meant, choice.hosts());
        Preload.hosts(choice.inventory());
        StateDir state = StateDir.of(console.environment());
        try (HostTargets targets = new HostTargets(choice.inventory(), state, console, arguments.sessions.askPass)) {
            return ask
                    ? asked(play, targets)
                    : ExitCode.of(run(play, targets, check)).code();
        }
    }

    private Owner meant() {
        try {
            return Owner.parse(owner);
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitCode.USAGE, "--owner " + e.getMessage());
        }
    }

    private Play play(Owner meant, List<String> hosts) {
        SourcePos here = SourcePos.of("--owner " + owner);
        Task task = new Task(
                new TaskId("", owner + " is gone", here, 0),
                new OwnerGone(meant),
                Condition.ALWAYS,
                List.of(),
                Set.of(),
                false,
                Optional.empty(),
                Optional.empty());
        Play.HostTasks tasks = new Play.HostTasks(List.of(task), List.of());
        return new Play(
                "destroy " + owner,
                here,
                List.of(hosts),
                hosts.stream().collect(Collectors.toMap(Function.identity(), host -> tasks)));
    }

    /** Shows what would go, and removes it if that is what is wanted. */
    private int asked(Play play, HostTargets targets) throws IOException, InterruptedException {
        Recap found = run(play, targets, true, listeners());
        long hosts = found.hosts().values().stream()
                .filter(counts -> counts.changed() > 0)
                .count();
        if (hosts == 0) {
            return ExitCode.of(found).code();
        }
        if (!console.confirmed(
                "Remove all of that from " + hosts + (hosts == 1 ? " host" : " hosts") + "? It does not come back.")) {
            console.err().println("mkrun: nothing was removed");
            return ExitCode.INTERRUPTED.code();
        }
        return ExitCode.of(run(play, targets, false)).code();
    }

    /** Each change is told in any case: whoever removes things wants to see which. */
    private List<RunListener> listeners() {
        return List.of(new ConsoleReport(console.screen(), diff, Math.max(1, verbose.length)));
    }

    private Recap run(Play play, HostTargets targets, boolean checking) throws IOException, InterruptedException {
        if (json == null) {
            return run(play, targets, checking, listeners());
        }
        try (JsonFile report = JsonFile.create(json)) {
            List<RunListener> all = new ArrayList<>(listeners());
            all.add(report);
            return run(play, targets, checking, all);
        }
    }

    private Recap run(Play play, HostTargets targets, boolean checking, List<RunListener> listeners)
            throws InterruptedException {
        RunOptions options = new RunOptions(checking, arguments.sessions.forks(), TagFilter.ALL, commitConfirm.asked());
        return new PlayRun(console, targets).call(List.of(play), options, listeners);
    }
}
