package mkrun.playbook;

import groovy.lang.GroovyClassLoader;
import groovy.transform.CompileStatic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.control.customizers.ASTTransformationCustomizer;

/** Compiles one script, statically and type-checked against the words of its kind. Nothing of it is evaluated. */
final class ScriptCompiler {
    private static final int ALL = 1_000;

    private ScriptCompiler() {}

    /**
     * @param source what problems are shown in
     * @param code what is compiled: the source's text, or what was made of it line by line
     * @param className of the script's class
     * @return bytes by class name
     * @throws ScriptProblems with everything that is wrong with the script
     */
    static Map<String, byte[]> compile(SourceText source, String code, ScriptKind kind, String className)
            throws ScriptProblems {
        CompilerConfiguration configuration = configuration(kind);
        try (GroovyClassLoader loader =
                new GroovyClassLoader(ScriptCompiler.class.getClassLoader(), configuration, false)) {
            CompilationUnit unit = new CompilationUnit(configuration, null, loader);
            unit.addSource(className + ".groovy", code);
            unit.compile(Phases.CLASS_GENERATION);
            Map<String, byte[]> classes = new LinkedHashMap<>();
            unit.getClasses().forEach(c -> classes.put(c.getName(), c.getBytes()));
            return classes;
        } catch (CompilationFailedException e) {
            throw new ScriptProblems(CompileErrors.problems(e, source, code));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CompilerConfiguration configuration(ScriptKind kind) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(kind.base().getName());
        configuration.setTargetBytecode(CompilerConfiguration.JDK17);
        configuration.setTolerance(ALL);
        configuration.getOptimizationOptions().put(CompilerConfiguration.INVOKEDYNAMIC, false); // quicker to start
        configuration.addCompilationCustomizers(
                new ScriptWrapper(),
                new ScriptExpressions(kind == ScriptKind.TEMPLATE),
                new ASTTransformationCustomizer(
                        Map.of("extensions", List.of(WordChecker.class.getName())), CompileStatic.class));
        return configuration;
    }
}
