package mkrun.op.router;

import java.util.List;
import mkrun.routeros.Dialect;
import mkrun.routeros.Lack;

/**
 * A step on the way of a container. What versions lack is told by those steps that set fields of one's choice.
 *
 * @param <S> what it saw
 */
interface ContainerOperation<S> extends RouterOperation<S> {
    @Override
    default String type() {
        return "container";
    }

    @Override
    default List<Lack> lacks(Dialect dialect) {
        return List.of();
    }
}
