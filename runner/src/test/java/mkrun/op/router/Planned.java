package mkrun.op.router;

import java.util.List;
import mkrun.target.Change;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Operation;
import mkrun.task.Plan;
import mkrun.testing.SchemaJudge;

/** What an operation would do to a router as it might have been read. */
final class Planned {
    private Planned() {}

    /** All of it. */
    static <S> Plan plan(Operation<RouterProbe, S> operation, RouterProbe router) throws TargetException {
        return operation.diff(operation.inspect(router));
    }

    /** The commands as users see them, each held against the tree of the router's version. */
    static <S> List<String> commands(Operation<RouterProbe, S> operation, RouterProbe router) throws TargetException {
        List<String> commands =
                plan(operation, router).changes().stream().map(Change::summary).toList();
        commands.forEach(SchemaJudge.of(router.facts().version().toString())::accept);
        return commands;
    }
}
