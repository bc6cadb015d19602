package mkrun.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Set;
import java.util.concurrent.Callable;
import mkrun.report.AnswerReport;
import mkrun.routeros.RouterFacts;
import mkrun.run.AdHoc;
import mkrun.target.Target;
import mkrun.target.routeros.RouterProbe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mkrun facts}: what runs decide by. */
@Command(
        name = "facts",
        description = "Show what mkrun knows of routers before it does anything: version, packages, disks, ...",
        customSynopsis = "mkrun facts -i INV... [OPTIONS] [PATTERN]",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class FactsCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private PatternArgument hosts = new PatternArgument();

    @Mixin
    private AdHocArguments arguments = new AdHocArguments();

    @Option(names = "--json", description = "Print one JSON object: facts by host. Other hosts are named on stderr.")
    private boolean json;

    FactsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException, JsonProcessingException {
        AdHocRun run = new AdHocRun(console, arguments, hosts.pattern);
        if (!json) {
            AnswerReport report = new AnswerReport(console.screen());
            return run.call(FactsCommand::facts, answer -> report.block(answer.map(FactsText::of)));
        }
        JsonByHost<RouterFacts> all = new JsonByHost<>(console, FactsText::values);
        int code = run.call(FactsCommand::facts, all);
        all.print();
        return code;
    }

    private static AdHoc.Action<RouterFacts> facts(HostTargets targets) {
        return host -> {
            try (Target target = targets.open(host, Set.of())) {
                return target.probe(RouterProbe.class).facts();
            }
        };
    }
}
