package mkrun.op.router;

import java.util.List;
import java.util.Optional;
import mkrun.routeros.Dialect;
import mkrun.routeros.Lack;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Operation;

/**
 * An operation on a router that knows, without asking one, what it needs of a version of RouterOS. Packages and hardware
 * are not its business: what is missing of those is told at the operation's turn.
 *
 * @param <S> what it saw
 */
public interface RouterOperation<S> extends Operation<RouterProbe, S> {
    /** What a router of that dialect lacks to be as wanted, whatever state it is in. Pure. */
    List<Lack> lacks(Dialect dialect);

    /** What it says of all rows that an owner has in a menu; empty if it says nothing of the kind. */
    default Optional<OwnedRows> owned() {
        return Optional.empty();
    }

    @Override
    default Class<RouterProbe> probe() {
        return RouterProbe.class;
    }

    @Override
    default List<String> unsupported(RouterProbe probe) throws TargetException {
        Dialect dialect = Dialect.complete(probe.dialect().version())
                .knowing(probe.dialect().schemas());
        return lacks(dialect).stream().map(lack -> lack.of(dialect.version())).toList();
    }
}
