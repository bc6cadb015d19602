package mkrun.op.ready;

import java.util.List;
import mkrun.image.Architecture;
import mkrun.routeros.RouterFacts;

/** CPUs for which there is a container package, and those that only seem to be such. */
final class ArchitectureJudgement implements Judgement {
    private static final Remedy LEAVE_OUT = Remedy.command("leave this host out of the play");

    @Override
    public List<Finding> of(Condition condition) {
        RouterFacts facts = condition.facts();
        if (Architecture.ofRouter(facts.architecture()).isEmpty()) {
            return List.of(Finding.missing(
                    Finding.Subject.ARCHITECTURE,
                    "routers of architecture " + facts.architecture() + " run no containers (x86_64, arm64 and arm do)",
                    LEAVE_OUT));
        }
        if (facts.armV5Only()) {
            return List.of(Finding.missing(
                    Finding.Subject.ARCHITECTURE,
                    "this " + facts.boardName() + " runs ARMv5 programs only (CPU EN7562CT), for which there are no"
                            + " Alpine packages",
                    LEAVE_OUT));
        }
        return List.of(Finding.ok(Finding.Subject.ARCHITECTURE, facts.architecture() + " (" + facts.boardName() + ")"));
    }
}
