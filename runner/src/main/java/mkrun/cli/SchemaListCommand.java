package mkrun.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import mkrun.routeros.Schema;
import mkrun.target.routeros.SchemaFiles;
import picocli.CommandLine.Command;

/** {@code mkrun schema list}. */
@Command(
        name = "list",
        description =
                "Show which command trees are there: version, architecture, packages, menus, from where and when.",
        mixinStandardHelpOptions = true)
final class SchemaListCommand implements Callable<Integer> {
    private final Console console;

    SchemaListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Path dir = StateDir.of(console.environment()).schemas();
        List<Schema> schemas = new SchemaFiles(dir).all();
        if (schemas.isEmpty()) {
            console.err().println("mkrun: there are no schemas in " + dir + ": pull one (mkrun schema pull HOST)");
        }
        for (Schema schema : schemas) {
            console.out()
                    .println(schema.version() + "  " + schema.architecture() + "  "
                            + String.join(",", schema.packages()) + "  "
                            + schema.size() + " of "
                            + String.join(",", schema.roots()) + "  " + schema.host() + "  "
                            + schema.pulled().atZone(ZoneOffset.UTC).toLocalDate());
        }
        console.out().flush();
        return ExitCode.OK.code();
    }
}
