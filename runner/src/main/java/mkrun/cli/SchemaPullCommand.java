package mkrun.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import mkrun.report.AnswerReport;
import mkrun.report.ProgressBar;
import mkrun.routeros.Schema;
import mkrun.routeros.SchemaNews;
import mkrun.run.AdHoc;
import mkrun.target.FileFault;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterLink;
import mkrun.target.routeros.SchemaFiles;
import mkrun.target.routeros.SchemaPull;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mkrun schema pull}. */
@Command(
        name = "pull",
        description = {
            "Read the command tree of routers and keep it, so that playbooks can be checked against it without them.",
            "Changes nothing on a router. A tree is kept for each version, architecture and set of packages."
        },
        customSynopsis = "mkrun schema pull -i INV... [OPTIONS] PATTERN [--menu PATH...] [-o FILE]",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class SchemaPullCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "PATTERN", description = "Which hosts, as in a play.")
    private String pattern = "";

    @Mixin
    private AdHocArguments arguments = new AdHocArguments();

    @Option(
            names = "--menu",
            paramLabel = "PATH",
            description = "Only this menu and what is below it, such as /ip/vrf. May be repeated.")
    private List<String> menus = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Keep it in this file instead of the folder where mkrun looks for schemas. For one host.")
    private @Nullable Path output;

    SchemaPullCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<String> roots = menus.isEmpty() ? List.of("/") : List.copyOf(menus);
        for (String root : roots) {
            if (!root.matches("/|(/[a-z0-9-]+)+")) {
                throw new CliException(ExitCode.USAGE, "--menu " + root + ": not a menu (expected like /ip/vrf)");
            }
        }
        AdHocRun run = new AdHocRun(console, arguments, pattern);
        if (output != null && run.hosts().size() > 1) {
            throw new CliException(
                    ExitCode.USAGE,
                    run.hosts().size() + " hosts are meant, and -o takes the schema of one: leave it out");
        }
        AnswerReport report = new AnswerReport(console.screen());
        ProgressBar bar = new ProgressBar(console.errorScreen());
        return run.call(targets -> pulled(targets, roots, bar), answer -> {
            bar.clear();
            report.line(answer);
        });
    }

    private AdHoc.Action<String> pulled(HostTargets targets, List<String> roots, ProgressBar bar) {
        return host -> {
            Schema schema;
            try (RouterLink link = targets.connect(host)) {
                schema = new SchemaPull(link, (what, done, total) -> bar.show(host, what, done, total))
                        .pull(host, roots, Clock.systemUTC());
            }
            String kept = "RouterOS " + schema.version() + ", " + schema.size() + ", " + keep(schema);
            return String.join(
                    "\n  ",
                    Stream.concat(Stream.of(kept), SchemaNews.of(schema).stream())
                            .toList());
        };
    }

    private synchronized String keep(Schema schema) throws TargetException {
        try {
            if (output != null) {
                SchemaFiles.write(output, schema);
                return "written to " + output;
            }
            SchemaFiles.Kept kept =
                    new SchemaFiles(StateDir.of(console.environment()).schemas()).keep(schema);
            return (kept.written() ? "written to " : "unchanged in ") + kept.file();
        } catch (IOException e) {
            throw new TargetException(FileFault.describe(e), e);
        }
    }
}
