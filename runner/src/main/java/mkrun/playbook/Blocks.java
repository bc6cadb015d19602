package mkrun.playbook;

import groovy.lang.Closure;
import java.util.function.Consumer;

/** The Groovy face of a scope: a closure that knows the words of its delegate and nothing else. */
final class Blocks {
    private Blocks() {}

    /** The block as the Java face takes it; may be used again, each time with its own scope. */
    static <T> Consumer<T> bind(Closure<?> block) {
        return scope -> call(delegatingTo(scope, block), scope);
    }

    /** A compiled block with a parameter is called directly, any other through Groovy's slow start. */
    private static void call(Closure<?> block, Object scope) {
        if (block.getMaximumNumberOfParameters() == 0) {
            block.call();
        } else {
            block.call(scope);
        }
    }

    /** A copy of the block with the words of a scope. */
    static Closure<?> delegatingTo(Object scope, Closure<?> block) {
        Closure<?> bound = (Closure<?>) block.clone();
        bound.setDelegate(scope);
        bound.setResolveStrategy(Closure.DELEGATE_ONLY);
        return bound;
    }
}
