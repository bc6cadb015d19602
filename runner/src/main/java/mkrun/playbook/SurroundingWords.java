package mkrun.playbook;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.stc.ClosureParams;
import groovy.transform.stc.FromString;
import java.util.List;
import mkrun.task.Condition;

/** What is said around one task, or around all tasks of a container. */
public interface SurroundingWords {
    /** Where these words go; no word itself. */
    Surroundings surroundings();

    /** The host that is being evaluated. */
    PlayHost getHost();

    /** The variables that are known here. */
    Variables getVars();

    /** Runs these handlers at the play's end if something changes. */
    @Word("notify 'name of a handler'")
    default void notify(String... handlers) {
        surroundings().notifies(List.of(handlers));
    }

    /** Tags what is inside. */
    @Word("tags 'base'")
    default void tags(String... names) {
        surroundings().tags(List.of(names));
    }

    /** Runs what is inside only where the condition holds of what was observed of the host by then. */
    default void when(Condition condition) {
        surroundings().when(condition);
    }

    /** Runs what is inside only where the block's value is true; its parameter is what was observed of the host by then. */
    @Word("when { facts -> facts.architecture == 'arm64' }")
    default void when(
            @DelegatesTo(value = WhenScope.class, strategy = Closure.DELEGATE_ONLY)
                    @ClosureParams(value = FromString.class, options = "java.util.Map<String,Object>")
                    Closure<?> block) {
        surroundings().when(WhenScope.condition(block, getHost(), getVars()));
    }
}
