package mkrun.op.image;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import mkrun.alpine.AlpineException;
import mkrun.alpine.Resolution;
import mkrun.alpine.install.InstallOptions;
import mkrun.alpine.install.InstallReport;
import mkrun.alpine.install.Installer;
import mkrun.alpine.install.ScriptPolicy;
import mkrun.alpine.install.ScriptRecord;
import mkrun.alpine.install.ScriptRule;
import mkrun.target.Change;
import mkrun.target.Probe;
import mkrun.target.Progress;
import mkrun.target.Target;
import mkrun.target.TargetException;
import mkrun.target.rootfs.RootfsException;
import mkrun.target.rootfs.RootfsTarget;
import mkrun.target.rootfs.RootfsTree;
import mkrun.task.Operation;
import mkrun.task.Plan;
import mkrun.task.Task;

/** Fills an empty tree: the packages of all tasks first, then task after task. */
final class RootfsBuild {
    private final String title;
    private final String arch;
    private final ScriptPolicy policy;
    private List<ScriptRecord> scripts = List.of();
    private final long epoch;
    private final Progress progress;

    /**
     * @param title what is built, for progress
     * @param arch Alpine's name of the architecture
     * @param policy what is done with packages' scripts
     */
    RootfsBuild(String title, String arch, ScriptPolicy policy, long epoch, Progress progress) {
        this.title = title;
        this.policy = policy;
        this.arch = arch;
        this.epoch = epoch;
        this.progress = progress;
    }

    /**
     * Builds the tree.
     *
     * @param repositories lines of the image's repositories; those on the network are left to apk in the container
     * @param ready the packages it starts from
     * @param changes receives what was done, in order
     * @throws AlpineException if a package cannot be had, trusted or installed
     * @throws TargetException if a task fails; the message names it and its place
     */
    RootfsTree build(List<String> repositories, ImagePackages.Ready ready, List<Task> tasks, List<Change> changes)
            throws AlpineException, TargetException {
        Resolution resolution = ready.resolution();
        checkRules(resolution);
        RootfsTree tree = new RootfsTree();
        int steps = resolution.packages().size() + tasks.size();
        scripts = install(tree, repositories, ready, steps).scripts();
        changes.add(new PackagesAdded(resolution));
        RootfsTarget target = new RootfsTarget(tree);
        int done = resolution.packages().size();
        for (Task task : tasks) {
            changes.addAll(apply(task, target));
            progress.report(title, ++done, steps);
        }
        return tree;
    }

    /** A rule about a package that is not there is a slip of the pen, or one that nobody needs any more. */
    private void checkRules(Resolution resolution) throws TargetException {
        for (ScriptRule rule : policy.rules()) {
            if (resolution.packages().stream().noneMatch(p -> p.name().equals(rule.packageName()))) {
                throw new TargetException(rule.origin() + ": there is a rule for the script " + rule.script()
                        + ", but the image has no package " + rule.packageName()
                        + "; take it out, or say it under a condition");
            }
        }
    }

    /** What became of the packages' scripts, once the tree is built. */
    List<ScriptRecord> scripts() {
        return scripts;
    }

    private InstallReport install(RootfsTree tree, List<String> repositories, ImagePackages.Ready ready, int steps)
            throws AlpineException, TargetException {
        AtomicInteger fetched = new AtomicInteger();
        Installer.Fetcher fetcher = record -> {
            progress.report(title, fetched.getAndIncrement(), steps);
            return ready.fetcher().fetch(record);
        };
        InstallOptions options = new InstallOptions(epoch, lastingRepositories(repositories), Map.of(), policy);
        try {
            return Installer.install(tree, ready.resolution(), fetcher, arch, options);
        } catch (RootfsException e) {
            throw new TargetException("packages cannot be installed: " + e.getMessage(), e);
        }
    }

    /** The repositories that a running container could use too: not a folder of this machine, not the embedded one. */
    static List<String> lastingRepositories(List<String> lines) {
        return lines.stream().filter(line -> line.matches("https?://.*")).toList();
    }

    private List<Change> apply(Task task, Target target) throws TargetException {
        try {
            Plan plan = plan(task.operation(), target);
            target.apply(plan.changes(), progress);
            return plan.changes();
        } catch (TargetException | RootfsException e) {
            if (task.ignoreErrors()) {
                return List.of();
            }
            throw new TargetException(
                    "task [" + task.displayName() + "] at " + task.id().position() + ": " + e.getMessage(), e);
        }
    }

    private static <P extends Probe, S> Plan plan(Operation<P, S> operation, Target target) throws TargetException {
        return operation.diff(operation.inspect(target.probe(operation.probe())));
    }
}
