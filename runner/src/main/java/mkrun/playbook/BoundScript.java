package mkrun.playbook;

import groovy.lang.Closure;
import groovy.lang.Script;

/**
 * What every compiled script extends. The statements of a script are compiled as one block (see {@link ScriptWrapper}),
 * so that a file and a block know exactly the words of their scope and no others.
 */
public abstract class BoundScript extends Script {
    private Object scope = this;

    /** Evaluates the script with the words of a scope. */
    void evaluateWith(Object wordsOf) {
        scope = wordsOf;
        run();
    }

    /** Binds the script's block to its scope and evaluates it; for the sub-classes in {@link ScriptBases}. */
    final void evaluateBlock(Closure<?> block) {
        Blocks.bind(block).accept(scope);
    }
}
