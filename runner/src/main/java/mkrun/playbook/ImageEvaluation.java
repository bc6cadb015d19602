package mkrun.playbook;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.image.Architecture;
import mkrun.inventory.Vars;
import mkrun.task.SourcePos;
import mkrun.task.Task;

/** Evaluates the block of an image, and the rootfs sides of its roles, once for each architecture. */
final class ImageEvaluation {
    private final Evaluation evaluation;
    private final Path directory;
    private final PlaybookScope.Declared<ImageScope> declared;

    /**
     * @param directory of the playbook
     */
    ImageEvaluation(Evaluation evaluation, Path directory, PlaybookScope.Declared<ImageScope> declared) {
        this.evaluation = evaluation;
        this.directory = directory;
        this.declared = declared;
    }

    /** The image; empty if no image could be made of its block, which is remembered. */
    Optional<LoadedImage> evaluate() {
        Map<Architecture, List<Task>> tasks = new EnumMap<>(Architecture.class);
        ImageScope said = null;
        boolean whole = true;
        for (Architecture architecture : Architecture.values()) {
            TaskSink own = new TaskSink();
            ImageScope scope = new ImageScope(new RootfsPlace(
                    evaluation, own, "", directory, new Variables(Vars.EMPTY, Variables.Sight.IMAGE), architecture));
            whole &= evaluation.guarded(() -> declared.block().accept(scope));
            List<Task> all = new ArrayList<>(rootfsSides(scope, architecture));
            all.addAll(own.tasks());
            tasks.put(architecture, all);
            said = scope;
        }
        return loaded(said, tasks, whole);
    }

    /** @param whole whether the block was read to its end; else what it lacks may stand in its rest */
    private Optional<LoadedImage> loaded(ImageScope scope, Map<Architecture, List<Task>> tasks, boolean whole) {
        SourcePos position = declared.position();
        if (whole && scope.repositoryLines().isEmpty()) {
            evaluation
                    .problems()
                    .add(
                            position,
                            "image '" + declared.name() + "' does not say where its packages come from",
                            "write alpine '3.20', or repositories 'URL'",
                            declared.name());
        }
        return evaluation
                .attempt(position, () -> scope.definition(declared.name(), position, tasks))
                .map(definition -> new LoadedImage(definition, scope.rolesInOrder(), scope.ownVars()));
    }

    private List<Task> rootfsSides(ImageScope scope, Architecture architecture) {
        TaskSink sink = new TaskSink();
        List<Role> roles = scope.rolesInOrder();
        Vars defaults = Vars.EMPTY;
        for (Role role : roles) {
            defaults = defaults.with(role.defaults());
        }
        for (Role role : roles) {
            Vars vars = defaults.with(role.defaults())
                    .with(role.vars())
                    .with(scope.ownVars())
                    .with(evaluation.extraVars());
            role.arguments()
                    .check(evaluation.problems(), scope.rolesAt(), vars, role.name(), RoleArguments.Side.ROOTFS);
            RootfsPlace place = new RootfsPlace(
                    evaluation,
                    sink,
                    role.name(),
                    role.directory(),
                    new Variables(vars, Variables.Sight.IMAGE),
                    architecture);
            role.rootfsSide()
                    .ifPresent(script -> evaluation.guarded(() -> script.evaluateWith(new RootfsScope(place))));
        }
        return sink.tasks();
    }
}
