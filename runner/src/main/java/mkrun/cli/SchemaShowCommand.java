package mkrun.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mkrun.routeros.MenuSchema;
import mkrun.routeros.Schema;
import mkrun.spelling.DidYouMean;
import mkrun.target.routeros.SchemaFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mkrun schema show}. */
@Command(
        name = "show",
        description =
                "Show a menu as the schemas that are there have it: menus below it, commands and their arguments.",
        mixinStandardHelpOptions = true)
final class SchemaShowCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "MENU", description = "Such as /ip/vrf.")
    private String menu = "";

    SchemaShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        List<Schema> all = new SchemaFiles(StateDir.of(console.environment()).schemas()).all();
        List<Schema> schemas =
                all.stream().filter(s -> s.menu(menu).isPresent()).toList();
        if (!menu.startsWith("/")) {
            throw new CliException(ExitCode.USAGE, menu + ": not a menu (expected like /ip/vrf)");
        }
        if (schemas.isEmpty()) {
            Optional<String> near = all.stream()
                    .flatMap(s -> DidYouMean.nearestPath(menu, s.menus().keySet()).stream())
                    .findFirst();
            throw new CliException(
                    ExitCode.INVALID,
                    "no schema has a menu " + menu
                            + near.map(path -> " -- did you mean " + path + "?")
                                    .orElse(": pull one (mkrun schema pull HOST)"));
        }
        for (Schema schema : schemas) {
            console.out()
                    .println("RouterOS " + schema.version() + " (" + schema.architecture() + "), " + schema.source());
            print(schema.menu(menu).orElseThrow());
        }
        console.out().flush();
        return ExitCode.OK.code();
    }

    private void print(MenuSchema shown) {
        shown.submenus().forEach(name -> console.out().println("  " + shown.below(name)));
        shown.commands().forEach((name, arguments) -> console.out()
                .println(("  " + name + "  " + String.join(" ", arguments)).stripTrailing()));
    }
}
