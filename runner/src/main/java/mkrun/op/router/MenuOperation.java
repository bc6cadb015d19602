package mkrun.op.router;

import java.util.Set;
import mkrun.routeros.Ledger;
import mkrun.routeros.Menu;

/**
 * What the word {@code routeros} of playbooks wants of one menu.
 *
 * @param <S> what it saw
 */
public interface MenuOperation<S> extends RouterOperation<S> {
    /** The menu. */
    Menu table();

    /** The menu's path. */
    default String menu() {
        return table().path();
    }

    @Override
    default String type() {
        return "routeros";
    }

    /** The fields that it sets. */
    Set<String> sets();

    @Override
    default Set<String> reads() {
        return RowLedger.needed(table(), sets()) ? Set.of(menu(), Ledger.MENU) : Set.of(menu());
    }
}
