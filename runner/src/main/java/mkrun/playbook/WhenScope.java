package mkrun.playbook;

import groovy.lang.Closure;
import java.util.Map;
import mkrun.task.Condition;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;

/** A condition; evaluated at the task's turn. */
@Block("a condition")
public final class WhenScope {
    private final PlayHost host;
    private final Variables vars;

    private WhenScope(PlayHost host, Variables vars) {
        this.host = host;
        this.vars = vars;
    }

    /** The condition that a block writes; what Groovy takes for true is true. */
    static Condition condition(Closure<?> block, PlayHost host, Variables vars) {
        Closure<?> bound = Blocks.delegatingTo(new WhenScope(host, vars), block);
        return facts -> holds(bound, facts);
    }

    private static boolean holds(Closure<?> block, Map<String, Object> facts) {
        return DefaultTypeTransformation.booleanUnbox(
                block.getMaximumNumberOfParameters() == 0 ? block.call() : block.call(facts));
    }

    /** The variables of the host. */
    @Word("vars.bool('name')")
    public Variables getVars() {
        return vars;
    }

    /** The host. */
    @Word("host.name")
    public PlayHost getHost() {
        return host;
    }
}
