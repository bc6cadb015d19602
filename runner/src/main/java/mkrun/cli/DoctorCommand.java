package mkrun.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import mkrun.op.ready.Condition;
import mkrun.op.ready.Finding;
import mkrun.op.ready.Readiness;
import mkrun.op.ready.Repairs;
import mkrun.report.AnswerReport;
import mkrun.run.HostAnswer;
import mkrun.target.Target;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mkrun doctor}: what routers lack for containers, who can fix it, and how; with {@code --fix}, mkrun does. */
@Command(
        name = "doctor",
        description = "Tell what routers lack before they can run containers, who can fix it, and how.",
        customSynopsis = "mkrun doctor -i INV... [OPTIONS] [PATTERN]",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
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

    @Mixin
    private DoctorArguments repair = new DoctorArguments();

    @Option(names = "--json", description = "Print one JSON object: findings by host. Other hosts are named on stderr.")
    private boolean json;

    private boolean blocked;

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException, JsonProcessingException {
        DoctorFix fix =
                new DoctorFix(new Repairs(repair.folder()), repair.reboot, json ? console.err() : console.out());
        AdHocRun.Work<List<Finding>> work = targets -> host -> examine(targets, host, fix);
        AdHocRun run = new AdHocRun(console, arguments, pattern);
        if (!json) {
            AnswerReport report = new AnswerReport(console.screen());
            return code(run.call(work, answer -> report.block(judged(answer).map(DoctorText::of))));
        }
        AnswerReport problems = new AnswerReport(console.errorScreen());
        Map<String, Object> all = new LinkedHashMap<>();
        int code = code(run.call(work, answer -> collect(judged(answer), all, problems)));
        console.out().println(JSON.writeValueAsString(all));
        return code;
    }

    private static void collect(HostAnswer<List<Finding>> answer, Map<String, Object> all, AnswerReport problems) {
        answer.value()
                .ifPresentOrElse(
                        findings -> all.put(answer.host(), DoctorText.values(findings)),
                        () -> problems.block(answer.map(DoctorText::of)));
    }

    /** The same answer, blocked if something is missing. */
    private HostAnswer<List<Finding>> judged(HostAnswer<List<Finding>> answer) {
        List<String> missing = answer.value().orElse(List.of()).stream()
                .filter(Finding::missing)
                .map(Finding::sentence)
                .toList();
        if (missing.isEmpty()) {
            return answer;
        }
        blocked = true;
        return new HostAnswer<>(answer.host(), answer.value(), new Outcome.Blocked(missing));
    }

    /** What failed or was unreachable comes first, as in runs. */
    private int code(int ofRun) {
        return ofRun == ExitCode.OK.code() && blocked ? ExitCode.BLOCKED.code() : ofRun;
    }

    private List<Finding> examine(HostTargets targets, String host, DoctorFix fix) throws TargetException {
        try (Target target = targets.open(host, Condition.READS)) {
            target.prefetch(Condition.READS);
            if (repair.fix) {
                fix.on(host, target);
            }
            return Readiness.of(Condition.read(target.probe(RouterProbe.class)));
        }
    }
}
