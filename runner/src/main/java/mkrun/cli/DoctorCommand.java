package mkrun.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
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

/** {@code mkrun doctor}: what routers lack for containers, who can fix it, and how; with {@code --fix}, mkrun does. */
@Command(
        name = "doctor",
        description = "Tell what routers lack before they can run containers, who can fix it, and how.",
        customSynopsis = "mkrun doctor -i INV... [OPTIONS] [PATTERN]",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private PatternArgument hosts = new PatternArgument();

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
        AdHocRun run = new AdHocRun(console, arguments, hosts.pattern);
        if (!json) {
            AnswerReport report = new AnswerReport(console.screen());
            return code(run.call(work, answer -> report.block(judged(answer).map(DoctorText::of))));
        }
        JsonByHost<List<Finding>> all = new JsonByHost<>(console, DoctorText::values);
        int code = code(run.call(work, answer -> all.accept(judged(answer))));
        all.print();
        return code;
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
