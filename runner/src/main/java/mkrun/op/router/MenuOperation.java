package mkrun.op.router;

import java.util.Set;
import mkrun.target.routeros.RouterProbe;

/**
 * What the word {@code routeros} of playbooks wants of one menu.
 *
 * @param <S> what it saw
 */
public interface MenuOperation<S> extends RouterOperation<S> {
    /** The menu's path. */
    String menu();

    @Override
    default String type() {
        return "routeros";
    }

    @Override
    default Class<RouterProbe> probe() {
        return RouterProbe.class;
    }

    @Override
    default Set<String> reads() {
        return Set.of(menu());
    }
}
