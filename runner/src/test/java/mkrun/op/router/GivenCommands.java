package mkrun.op.router;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import mkrun.routeros.CommandText;
import mkrun.routeros.Dialect;
import mkrun.routeros.Lack;
import mkrun.routeros.Row;
import mkrun.routeros.access.RowChange;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.RouterProbe;
import mkrun.target.routeros.Undo;
import mkrun.task.Plan;

/** Sends commands whatever the router has, with whatever ways back. */
record GivenCommands(Supplier<Plan> plan) implements RouterOperation<Boolean> {
    GivenCommands(List<RouterCommand> commands) {
        this(() -> Plan.of(commands, ""));
    }

    /** A command with the steps that take it back. */
    static RouterCommand command(String menu, String text, Undo.Proof proof, String... back) {
        List<RouterCommand> steps = List.of(back).stream()
                .map(step -> new RouterCommand(menu, CommandText.of(menu, step)))
                .toList();
        return new RouterCommand(menu, CommandText.of(menu, text))
                .undoneBy(new Undo.Steps(steps, proof))
                .changing(RowChange.added(menu, new Row("", Map.of())));
    }

    @Override
    public String type() {
        return "given";
    }

    @Override
    public List<Lack> lacks(Dialect dialect) {
        return List.of();
    }

    @Override
    public Boolean inspect(RouterProbe probe) {
        return true;
    }

    @Override
    public Plan diff(Boolean seen) {
        return plan.get();
    }
}
