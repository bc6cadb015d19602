package mkrun.playbook;

import java.beans.Introspector;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the words of the scopes are, read from their annotations. Used when something is wrong, never on a good path. */
final class ScopeWords {
    private static final List<Class<?>> SCOPES = List.of(
            PlaybookScope.class,
            ImageScope.class,
            PlayScope.class,
            TasksScope.class,
            ContainerScope.class,
            TaskScope.class,
            HandlersScope.class,
            RootfsScope.class,
            RouterSideScope.class,
            MetaScope.class,
            ArgumentsScope.class,
            InventoryScope.class);

    private ScopeWords() {}

    /** The words of a scope, and the names it offers for reading. */
    static Set<String> of(Class<?> scope) {
        Set<String> words = new TreeSet<>();
        methods(scope)
                .filter(m -> m.isAnnotationPresent(Word.class))
                .map(ScopeWords::word)
                .forEach(words::add);
        return words;
    }

    /** Whether a scope has a word. */
    static boolean has(Class<?> scope, String word) {
        return of(scope).contains(word);
    }

    /** How a word of a scope is written. */
    static Optional<String> usage(Class<?> scope, String word) {
        return methods(scope)
                .filter(m -> m.isAnnotationPresent(Word.class) && word(m).equals(word))
                .map(m -> m.getAnnotation(Word.class).value())
                .findFirst();
    }

    /** A scope as people call it: {@code an image}. */
    static String name(Class<?> scope) {
        Block block = scope.getAnnotation(Block.class);
        return block == null ? scope.getSimpleName() : block.value();
    }

    /** Scopes other than the given one that have a word, as people call them. */
    static List<String> elsewhere(Class<?> scope, String word) {
        return SCOPES.stream()
                .filter(s -> s != scope && has(s, word))
                .map(ScopeWords::name)
                .limit(2)
                .toList();
    }

    private static Stream<Method> methods(Class<?> scope) {
        return Arrays.stream(scope.getMethods());
    }

    /** {@code vars} for {@code getVars()}, which Groovy reads like a property. */
    private static String word(Method method) {
        boolean property = method.getName().startsWith("get") && method.getParameterCount() == 0;
        return property ? Introspector.decapitalize(method.getName().substring(3)) : method.getName();
    }
}
