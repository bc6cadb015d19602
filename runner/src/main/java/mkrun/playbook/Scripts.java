package mkrun.playbook;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Loads scripts and templates: compiled by an earlier run if the cache has them, else by Groovy. */
final class Scripts {
    private final @Nullable ScriptCache cache;
    private final Problems problems;
    private final Map<Path, Optional<BoundScript>> templates = new HashMap<>();

    Scripts(@Nullable ScriptCache cache, Problems problems) {
        this.cache = cache;
        this.problems = problems;
    }

    /**
     * @throws ScriptProblems with everything that is wrong with the script
     */
    BoundScript load(SourceText source, ScriptKind kind) throws ScriptProblems {
        problems.know(source);
        return load(source, source.text(), kind);
    }

    /** What a template prints with the given variables; compiled once, however often it is used. */
    String template(Path file, Variables vars, String architecture) {
        TemplateScope scope = new TemplateScope(vars, architecture);
        templates
                .computeIfAbsent(file, this::template)
                .orElseThrow(LoadProblem::told)
                .evaluateWith(scope);
        return scope.text();
    }

    private Optional<BoundScript> template(Path file) {
        SourceText source = SourceText.read(file);
        problems.know(source);
        try {
            return Optional.of(load(source, TemplateSyntax.script(source), ScriptKind.TEMPLATE));
        } catch (ScriptProblems e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    /**
     * @param code what to compile; the text of the source itself, or what was made of it line by line
     */
    private BoundScript load(SourceText source, String code, ScriptKind kind) throws ScriptProblems {
        String className = className(source.path());
        String key = cache == null ? "" : cache.key(kind, className, code);
        Optional<Map<String, byte[]>> cached = cache == null ? Optional.empty() : cache.find(key);
        Map<String, byte[]> classes;
        if (cached.isPresent()) {
            classes = cached.get();
        } else {
            classes = ScriptCompiler.compile(source, code, kind, className);
            if (cache != null) {
                cache.put(key, classes);
            }
        }
        return instantiate(new ScriptClassLoader(source, classes), className);
    }

    private static BoundScript instantiate(ScriptClassLoader loader, String className) {
        try {
            Class<?> type = loader.loadClass(className);
            return (BoundScript) type.getDeclaredConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(className + ": " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("script " + className + " cannot be loaded", e);
        }
    }

    /** The file's name as a class name; a suffix keeps it from hiding a class of the same name. */
    private static String className(Path file) {
        String stem =
                file.getFileName().toString().replaceFirst("\\.[^.]*$", "").replaceAll("[^A-Za-z0-9_]", "_");
        return (stem.isEmpty() || Character.isDigit(stem.charAt(0)) ? "_" + stem : stem) + "_script";
    }
}
