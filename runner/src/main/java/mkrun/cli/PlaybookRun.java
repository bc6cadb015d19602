package mkrun.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.crypto.NativeCrypto;
import mkrun.inventory.Inventory;
import mkrun.inventory.Vars;
import mkrun.op.image.ImageLock;
import mkrun.playbook.LoadOptions;
import mkrun.playbook.Playbook;
import mkrun.playbook.PlaybookException;
import mkrun.playbook.VersionChecks;
import mkrun.report.ConsoleReport;
import mkrun.run.RunEvent;
import mkrun.run.RunListener;
import mkrun.run.RunOptions;

/** A run of a playbook, from the arguments to the exit code: inventory, playbook, targets, recap. */
final class PlaybookRun {
    private final Console console;
    private final RunArguments arguments;

    PlaybookRun(Console console, RunArguments arguments) {
        this.console = console;
        this.arguments = arguments;
    }

    int call() throws IOException, InterruptedException {
        StateDir state = StateDir.of(console.environment());
        Vars extra = ExtraVars.parse(arguments.inventory.extraVars);
        Inventories.demand(arguments.inventory);
        Path file = PlaybookFiles.find(arguments.playbook);
        Inventory inventory = Inventories.read(console, arguments.inventory, PlaybookFiles.folder(file))
                .with(extra);
        Preload.hosts(inventory);
        ConsoleReport report = new ConsoleReport(console.screen(), arguments.diff, arguments.verbose.length);
        Optional<ImageLock> lock = Locks.of(file, arguments.playbook);
        Images images = new Images(
                state,
                console.environment(),
                lock,
                arguments.network.offline,
                arguments.network.trust.warnings(console, () -> {}),
                (what, done, total) -> report.on(new RunEvent.StepProgress("localhost", what, done, total)));
        Playbook playbook = load(file, inventory, extra, state, images);
        arguments.tags.warnOfUnknown(playbook, console);
        if (arguments.syntaxCheck || arguments.listHosts || arguments.listTasks) {
            new PlaybookListing(console.out(), arguments).print(playbook);
            return ExitCode.OK.code();
        }
        if (playbook.plays().isEmpty()) {
            throw new CliException(
                    ExitCode.INVALID,
                    arguments.playbook + " has no play, so there is nothing to run: write play('name') { ... }"
                            + (playbook.images().isEmpty() ? "" : "; 'mkrun build' builds its images"));
        }
        Images.refuseStandIns(playbook, inventory);
        lock.ifPresent(found -> refuseStale(found, playbook, inventory));
        try (HostTargets targets =
                new HostTargets(inventory, state, console, arguments.sessions.askPass, arguments.uploads())) {
            return run(playbook, targets, report);
        }
    }

    private Playbook load(Path file, Inventory inventory, Vars extra, StateDir state, Images images) {
        PulledSchemas schemas = new PulledSchemas(state);
        try {
            LoadOptions options = LoadOptions.of(images::source)
                    .withCacheDir(state.scripts())
                    .withExtraVars(extra)
                    .withVersionChecks(VersionChecks.stated(arguments.tags.filter()::selects)
                            .withSchemas(schemas))
                    .withNewerFields(schemas.newerFields())
                    .withLimit(Inventories.limit(arguments.inventory, inventory));
            return Playbooks.load(console, options, file, inventory);
        } catch (PlaybookException e) {
            throw Problems.of(e);
        }
    }

    /** Refuses a lock that was made for other wishes, as far as the inventory says what is needed. */
    private static void refuseStale(ImageLock lock, Playbook playbook, Inventory inventory) {
        ImageNeeds.of(playbook, inventory, lock::architectures)
                .forEach((name, architectures) ->
                        Locks.check(lock, playbook.images().get(name), architectures, Map.of(), true));
    }

    private int run(Playbook playbook, HostTargets targets, ConsoleReport report)
            throws IOException, InterruptedException {
        if (arguments.verbose.length > 0) {
            console.out().println("cryptography: " + NativeCrypto.ready());
        }
        List<RunListener> listeners = new ArrayList<>(List.of(report));
        JsonFile json = null;
        if (arguments.json != null) {
            json = JsonFile.create(arguments.json);
            listeners.add(json);
        }
        RunOptions options = new RunOptions(
                arguments.check, arguments.sessions.forks(), arguments.tags.filter(), arguments.commitConfirm.asked());
        try {
            return ExitCode.of(new PlayRun(console, targets).call(playbook.plays(), options, listeners))
                    .code();
        } finally {
            if (json != null) {
                json.close();
            }
        }
    }
}
