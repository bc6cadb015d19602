package mkrun.op.ready;

import java.util.List;

/** Judges one side of a router. Pure; what was not read is no finding. */
@FunctionalInterface
interface Judgement {
    List<Finding> of(Condition condition);
}
