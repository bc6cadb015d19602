package mkrun.op.router;

import java.util.Set;
import mkrun.routeros.Ledger;
import mkrun.routeros.Menus;

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

    /** The fields that it sets. */
    Set<String> sets();

    @Override
    default Set<String> reads() {
        boolean ledger = Menus.standard()
                .menu(menu())
                .filter(m -> RowLedger.needed(m, sets()))
                .isPresent();
        return ledger ? Set.of(menu(), Ledger.MENU) : Set.of(menu());
    }
}
