package mkrun.cli;

import java.util.List;
import java.util.Map;
import mkrun.run.Recap;
import mkrun.run.RunListener;
import mkrun.run.RunOptions;
import mkrun.run.Runner;
import mkrun.run.TargetFactory;
import mkrun.task.Play;

/** Plays on their hosts, until the recap or Ctrl-C. */
final class PlayRun {
    private final Console console;
    private final TargetFactory targets;

    PlayRun(Console console, TargetFactory targets) {
        this.console = console;
        this.targets = targets;
    }

    /** Runs them; the listeners are told all that happens. */
    Recap call(List<Play> plays, RunOptions options, List<RunListener> listeners) throws InterruptedException {
        Runner runner = new Runner(targets, options, RunListener.all(listeners));
        try (Interruption interruption = Interruption.watch(() -> interrupted(runner))) {
            return runner.run(plays);
        }
    }

    /** Says where each host was, then ends its session: nothing is half-applied in silence. */
    private void interrupted(Runner runner) {
        runner.interrupt();
        Map<String, String> underWay = runner.underWay();
        console.err().println();
        console.err()
                .println("mkrun: interrupted"
                        + (underWay.isEmpty()
                                ? ""
                                : "; under way, perhaps half-made; the next run completes it, and routers take back what they"
                                        + " were to keep only if confirmed:"));
        underWay.forEach((host, task) -> console.err().println("  " + host + ": " + task));
        console.err().flush();
        runner.closeAll();
    }
}
