package mkrun.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import mkrun.inventory.Inventory;
import mkrun.inventory.InventoryException;
import mkrun.inventory.Vars;
import mkrun.playbook.LoadOptions;
import mkrun.playbook.Playbook;
import mkrun.playbook.PlaybookException;
import mkrun.playbook.VersionChecks;
import mkrun.routeros.RouterosVersion;
import mkrun.target.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mkrun lint}. */
@Command(
        name = "lint",
        header = "Find what is wrong with a playbook, without a connection to any host.",
        description = {
            "Loads the playbook, its roles and the inventory, and holds every task against the RouterOS version of its"
                    + " hosts: against those of --routeros, else the host's variable 'routeros', else every version that"
                    + " mkrun knows.",
            "Menus and versions that mkrun has no tables of are held against schemas that were pulled from routers (mkrun"
                    + " schema pull); notes say which, and what is left to the router.",
            "Prints each problem with its place; ends with 3 if there is one, with 0 if there is none."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class LintCommand implements Callable<Integer> {
    private final Console console;
    private final Set<String> notes = new LinkedHashSet<>();

    @Parameters(
            index = "0",
            paramLabel = "PLAYBOOK",
            description = "The playbook: a file, looked up as given, then under playbooks/.")
    private String playbook = "";

    @Mixin
    private InventoryArguments inventory = new InventoryArguments();

    @Mixin
    private TagArguments tags = new TagArguments();

    @Option(
            names = "--routeros",
            paramLabel = "VERSION",
            description = "Check for this version of RouterOS on all hosts. May be repeated.")
    private List<String> versions = new ArrayList<>();

    LintCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<RouterosVersion> instead =
                versions.stream().map(LintCommand::version).distinct().sorted().toList();
        List<String> problems = problems(instead);
        problems.forEach(problem -> console.out().println(problem + "\n"));
        notes.forEach(note -> console.out().println("note: " + note + "\n"));
        console.out().println(count(problems.size()));
        console.out().flush();
        return (problems.isEmpty() ? ExitCode.OK : ExitCode.INVALID).code();
    }

    private static RouterosVersion version(String text) {
        try {
            return RouterosVersion.parse(text).known();
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitCode.USAGE, "--routeros: " + e.getMessage());
        }
    }

    private List<String> problems(List<RouterosVersion> instead) {
        Vars extra = ExtraVars.parse(inventory.extraVars);
        try {
            Path file = PlaybookFiles.find(playbook);
            Inventory hosts = Inventories.load(console, inventory, PlaybookFiles.folder(file))
                    .with(extra);
            Playbook loaded = Playbooks.load(console, options(file, hosts, extra, instead), file, hosts);
            Set<String> meant = new LinkedHashSet<>();
            loaded.plays().forEach(play -> play.batches().forEach(meant::addAll));
            return List.copyOf(HostTargets.problems(hosts, meant));
        } catch (InventoryException e) {
            return e.problems().stream().map(Object::toString).toList();
        } catch (PlaybookException e) {
            return e.problems().stream().map(Object::toString).toList();
        }
    }

    private LoadOptions options(Path file, Inventory hosts, Vars extra, List<RouterosVersion> instead) {
        StateDir state = StateDir.of(console.environment());
        Images images = new Images(
                state, console.environment(), Locks.of(file, playbook), true, Optional.empty(), Progress.NONE);
        PulledSchemas schemas = new PulledSchemas(state);
        return LoadOptions.of(images::source)
                .withNewerFields(schemas.newerFields())
                .withCacheDir(state.scripts())
                .withExtraVars(extra)
                .withLimit(Inventories.limit(inventory, hosts))
                .withVersionChecks(new VersionChecks(
                        tags.filter()::selects,
                        instead,
                        RouterosVersion.KNOWN,
                        note -> notes.add(note + "; only the router can tell whether this runs"),
                        schemas,
                        notes::add));
    }

    private static String count(int problems) {
        return problems == 0 ? "no problems" : problems == 1 ? "1 problem" : problems + " problems";
    }
}
