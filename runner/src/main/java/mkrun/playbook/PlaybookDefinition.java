package mkrun.playbook;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import mkrun.inventory.Inventory;
import mkrun.task.Play;

/** A playbook that has been said but not evaluated: what {@link Playbook#define} makes, and what a compiled script is. */
public final class PlaybookDefinition {
    private final Path directory;
    private final Consumer<? super PlaybookScope> block;

    /**
     * @param directory where {@code roles/}, {@code files/} and relative paths are looked up
     */
    PlaybookDefinition(Path directory, Consumer<? super PlaybookScope> block) {
        this.directory = directory;
        this.block = block;
    }

    /** The same playbook with roles, files and relative paths looked up in a folder. */
    public PlaybookDefinition in(Path folder) {
        return new PlaybookDefinition(folder.toAbsolutePath().normalize(), block);
    }

    /**
     * Evaluates it for every host that it names.
     *
     * @throws PlaybookException with all problems of the playbook and its roles
     */
    public Playbook evaluate(Inventory inventory, LoadOptions options) throws PlaybookException {
        Problems problems = new Problems();
        return evaluate(inventory, options, problems, new Scripts(ScriptCache.in(options.cacheDir()), problems));
    }

    Playbook evaluate(Inventory inventory, LoadOptions options, Problems problems, Scripts scripts)
            throws PlaybookException {
        Evaluation evaluation = new Evaluation(options, problems, new Roles(directory, scripts, problems));
        PlaybookScope scope = new PlaybookScope(new Variables(options.extraVars(), Variables.Sight.PLAYBOOK));
        evaluation.guarded(() -> block.accept(scope));
        scope.images().forEach(declared -> image(evaluation, declared));
        List<Play> plays = new ArrayList<>();
        Optional<Set<String>> limit =
                options.imagesOnly() ? Optional.empty() : PlayEvaluation.limit(evaluation, inventory, options.limit());
        limit.ifPresent(hosts -> scope.plays()
                .forEach(declared -> plays.add(new PlayEvaluation(evaluation, inventory, declared).evaluate(hosts))));
        if (!problems.isEmpty()) {
            throw new PlaybookException(problems.all());
        }
        return new Playbook(plays, evaluation.definitions());
    }

    private void image(Evaluation evaluation, PlaybookScope.Declared<ImageScope> declared) {
        boolean twice = evaluation.images().containsKey(declared.name());
        if (twice) {
            String message = "image '" + declared.name() + "' is defined twice";
            evaluation.problems().add(declared.position(), message, "", declared.name());
        }
        new ImageEvaluation(evaluation, directory, declared)
                .evaluate()
                .ifPresent(image -> evaluation.images().putIfAbsent(declared.name(), image));
    }
}
