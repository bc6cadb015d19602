package mkrun.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import mkrun.report.AnswerReport;
import mkrun.routeros.ExportText;
import mkrun.run.AdHoc;
import mkrun.run.HostAnswer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mkrun export}: configurations as files that can be compared. */
@Command(
        name = "export",
        description =
                "Keep the configuration of routers (/export, without secrets) in files that differ only where the routers do.",
        customSynopsis = "mkrun export -i INV... [OPTIONS] [PATTERN] [--out DIR]",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private PatternArgument hosts = new PatternArgument();

    @Mixin
    private AdHocArguments arguments = new AdHocArguments();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to keep them, one HOST.rsc each. Without it, that of a single host is printed.")
    private @Nullable Path out;

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        AdHocRun run = new AdHocRun(console, arguments, hosts.pattern);
        if (out != null) {
            if (out.toString().isEmpty()) {
                throw new CliException(ExitCode.USAGE, "--out needs the name of a folder ('.' is the current one)");
            }
            if (Files.exists(out) && !Files.isDirectory(out)) {
                throw new CliException(ExitCode.USAGE, "--out " + out + ": is a file, not a folder");
            }
            ExportFiles files = new ExportFiles(out);
            AnswerReport report = new AnswerReport(console.screen());
            return run.call(targets -> kept(new Exports(targets), files), report::line);
        }
        if (run.hosts().size() > 1) {
            throw new CliException(
                    ExitCode.USAGE,
                    run.hosts().size() + " hosts are meant, and only one export can be printed: give --out DIR");
        }
        return run.call(targets -> new Exports(targets)::of, this::print);
    }

    private static AdHoc.Action<String> kept(Exports exports, ExportFiles files) {
        return host -> {
            files.check(host);
            ExportText text = exports.of(host);
            return files.keep(host, text.script())
                    + (text.missing().isEmpty()
                            ? ""
                            : ", without what the router cannot export: " + String.join(", ", text.missing()));
        };
    }

    private void print(HostAnswer<ExportText> answer) {
        if (answer.value().isEmpty()) {
            new AnswerReport(console.errorScreen()).block(answer.map(ExportText::script));
        }
        answer.value().ifPresent(text -> console.out().print(text.script()));
        console.out().flush();
    }
}
