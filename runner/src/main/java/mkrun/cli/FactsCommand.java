package mkrun.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import mkrun.report.AnswerReport;
import mkrun.routeros.RouterFacts;
import mkrun.run.AdHoc;
import mkrun.run.HostAnswer;
import mkrun.target.Target;
import mkrun.target.routeros.RouterProbe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mkrun facts}: what runs decide by. */
@Command(
        name = "facts",
        description = "Show what mkrun knows of routers before it does anything: version, packages, disks, ...",
        customSynopsis = "mkrun facts -i INV... [OPTIONS] [PATTERN]",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class FactsCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "PATTERN",
            defaultValue = "all",
            description = "Which hosts, as in a play (default: ${DEFAULT-VALUE}).")
    private String pattern = "";

    @Mixin
    private AdHocArguments arguments = new AdHocArguments();

    @Option(names = "--json", description = "Print one JSON object: facts by host. Other hosts are named on stderr.")
    private boolean json;

    FactsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException, JsonProcessingException {
        AdHocRun run = new AdHocRun(console, arguments, pattern);
        if (!json) {
            AnswerReport report = new AnswerReport(console.screen());
            return run.call(FactsCommand::facts, answer -> report.block(answer.map(FactsText::of)));
        }
        AnswerReport problems = new AnswerReport(console.errorScreen());
        Map<String, Object> facts = new LinkedHashMap<>();
        int code = run.call(FactsCommand::facts, answer -> collect(answer, facts, problems));
        console.out().println(JSON.writeValueAsString(facts));
        return code;
    }

    private static void collect(HostAnswer<RouterFacts> answer, Map<String, Object> facts, AnswerReport problems) {
        answer.value()
                .ifPresentOrElse(
                        found -> facts.put(answer.host(), FactsText.values(found)),
                        () -> problems.block(answer.map(FactsText::of)));
    }

    private static AdHoc.Action<RouterFacts> facts(HostTargets targets) {
        return host -> {
            try (Target target = targets.open(host, Set.of())) {
                return target.probe(RouterProbe.class).facts();
            }
        };
    }
}
