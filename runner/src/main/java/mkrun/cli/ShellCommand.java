package mkrun.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import mkrun.op.router.ContainerLookup;
import mkrun.routeros.CommandText;
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;
import mkrun.target.routeros.RouterProbe;
import mkrun.target.routeros.RouterTarget;
import mkrun.target.routeros.TerminalLink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mkrun shell}: a shell in a container, over the router's console. */
@Command(
        name = "shell",
        description = "Open a shell in a running container of a router.",
        customSynopsis = "mkrun shell -i INV... [OPTIONS] HOST CONTAINER",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ShellCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "HOST", description = "The router, by its name in the inventory.")
    private String host = "";

    @Parameters(index = "1", paramLabel = "CONTAINER", description = "The container, by its name in the playbook.")
    private String container = "";

    @Mixin
    private InventoryArguments inventory = new InventoryArguments();

    @Mixin
    private SessionArguments sessions = new SessionArguments();

    ShellCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        HostChoice choice = HostChoice.of(console, inventory, host);
        if (choice.hosts().size() != 1) {
            throw new CliException(
                    ExitCode.USAGE, "'" + host + "' means " + String.join(", ", choice.hosts()) + ": name one host");
        }
        if (!console.keyboard()) {
            throw new CliException(
                    ExitCode.USAGE,
                    "mkrun shell needs a terminal; for one command, from RouterOS 7.20 on: mkrun exec -i INV " + host
                            + " -- '/container/shell " + container + " cmd=\"...\"'");
        }
        StateDir state = StateDir.of(console.environment());
        try (HostTargets targets = new HostTargets(choice.inventory(), state, console, sessions.askPass)) {
            return talk(targets, choice.hosts().get(0));
        }
    }

    private int talk(HostTargets targets, String name) throws IOException, InterruptedException {
        try (TerminalLink link = targets.connect(name)) {
            Row row = ContainerLookup.running(look(link, targets.notices(name)), container);
            try (LocalTerminal terminal = LocalTerminal.raw(console)) {
                link.interact(line(row), terminal);
            }
            tellEnd(link, name, row);
            return ExitCode.OK.code();
        } catch (UnreachableException e) {
            throw new CliException(ExitCode.UNREACHABLE, e.getMessage());
        } catch (TargetException e) {
            throw new CliException(ExitCode.FAILED, name + ": " + e.getMessage());
        }
    }

    /** A shell that ends with its container says nothing of that; neither does a router that lets nobody ask any more. */
    private void tellEnd(TerminalLink link, String name, Row row) throws TargetException {
        try {
            Optional<String> over = ContainerLookup.over(look(link, notice -> {}), row);
            // the cursor stands where the shell has left it
            over.ifPresent(how -> console.err().println("\n" + name + ": container '" + container + "' " + how));
        } catch (UnreachableException e) {
            // the shell has ended, which is all that is known
        }
    }

    private static RouterProbe look(TerminalLink link, Consumer<String> notices) throws TargetException {
        RouterTarget target = RouterTarget.open(() -> link, notices);
        target.prefetch(Set.of(ContainerLookup.MENU));
        return target.probe(RouterProbe.class);
    }

    /** The console is left when the shell ends. */
    private static String line(Row row) {
        return CommandText.of(ContainerLookup.MENU, "shell").on(row).text() + "; /quit";
    }
}
