package mkrun.playbook;

import groovy.lang.GroovySystem;
import java.nio.file.Path;
import java.util.Optional;
import mkrun.inventory.Inventory;
import mkrun.task.SourcePos;

/** Loads playbooks: compiles them type-checked with their roles, and evaluates them for every host they name. */
public final class PlaybookLoader {
    private final LoadOptions options;

    public PlaybookLoader(LoadOptions options) {
        this.options = options;
    }

    /**
     * Loads Groovy's runtime, which any playbook needs: called on a thread beside the one that is about to load a playbook and
     * has other things to read first, it saves that time.
     */
    public static void warmUp() {
        // Groovy asks Java's introspector for the properties of the class that every playbook's is made from.
        GroovySystem.getMetaClassRegistry().getMetaClass(ScriptBases.OfPlaybook.class);
    }

    /**
     * Loads a playbook. Reads files, contacts nobody.
     *
     * @param file the playbook; its roles are looked up in {@code roles/} beside it, in its parent and in the working
     *     directory
     * @throws PlaybookException with all problems of the playbook and its roles
     */
    public Playbook load(Path file, Inventory inventory) throws PlaybookException {
        Problems problems = new Problems();
        Scripts scripts = new Scripts(ScriptCache.in(options.cacheDir()), problems);
        try {
            SourceText source = SourceText.read(file);
            BoundScript script = scripts.load(source, ScriptKind.PLAYBOOK);
            return new PlaybookDefinition(source.directory(), script::evaluateWith)
                    .evaluate(inventory, options, problems, scripts);
        } catch (ScriptProblems e) {
            problems.addAll(e.problems());
            RoleNames.compile(file, scripts, problems);
            throw new PlaybookException(problems.all());
        } catch (LoadProblem e) {
            problems.add(e);
            throw new PlaybookException(problems.all());
        }
    }

    /** The line that a thread which loads a playbook is evaluating; empty while it does something else, such as compiling. */
    public static Optional<SourcePos> placeOf(Thread loader) {
        return Positions.inScript(loader.getStackTrace());
    }
}
