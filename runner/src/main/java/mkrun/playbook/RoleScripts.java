package mkrun.playbook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import mkrun.inventory.InventoryException;
import mkrun.inventory.Vars;
import mkrun.inventory.VarsFile;
import mkrun.task.SourcePos;

/** The files of one role's folder. What is wrong with them is remembered; the role goes on without. */
final class RoleScripts {
    private final Path directory;
    private final Scripts scripts;
    private final Guard guard;

    RoleScripts(Path directory, Scripts scripts, Problems problems) {
        this.directory = directory;
        this.scripts = scripts;
        this.guard = new Guard(problems);
    }

    /** A script of the role, if it has it. */
    Optional<BoundScript> script(String name, ScriptKind kind) {
        Path file = directory.resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return guard.attempt(null, () -> scripts.load(SourceText.read(file), kind));
    }

    /** The variables of {@code FOLDER/main.groovy}, {@code .yml} or {@code .yaml}. */
    Vars vars(String folder) {
        VarsScope scope = new VarsScope();
        script(folder + "/main.groovy", ScriptKind.VARS).ifPresent(script -> guard.evaluate(script, scope));
        return yaml(folder)
                .flatMap(file -> guard.attempt(null, () -> yaml(file)))
                .orElse(Vars.EMPTY)
                .with(scope.vars());
    }

    /** What {@code meta/main.groovy} or {@code .yml} says. */
    MetaScope meta() {
        MetaScope scope = new MetaScope();
        script("meta/main.groovy", ScriptKind.META).ifPresent(script -> guard.evaluate(script, scope));
        yaml("meta")
                .ifPresent(file -> guard.attempt(null, () -> {
                    YamlMeta.say(yaml(file), scope);
                    return true;
                }));
        return scope;
    }

    private Optional<Path> yaml(String folder) {
        return Stream.of("main.yml", "main.yaml")
                .map(name -> directory.resolve(folder).resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static Vars yaml(Path file) throws ScriptProblems {
        try {
            return VarsFile.read(Path.of(SourceText.display(file)));
        } catch (InventoryException e) {
            throw new ScriptProblems(e.problems().stream()
                    .map(p -> new Problem(new SourcePos(p.file(), p.line(), 0), p.message(), "", "", 0))
                    .toList());
        }
    }
}
