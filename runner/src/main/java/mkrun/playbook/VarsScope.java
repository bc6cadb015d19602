package mkrun.playbook;

import java.util.Map;
import mkrun.inventory.Vars;

/** A role's {@code defaults/main.groovy} or {@code vars/main.groovy}. */
@Block("a role's variables")
public final class VarsScope {
    private Vars vars = Vars.EMPTY;

    VarsScope() {}

    /** Sets variables. */
    @Word("vars name: 'value', other: 22")
    public void vars(Map<String, ?> values) {
        vars = vars.with(Vars.of(Values.plainMap(values), Positions.here().toString()));
    }

    Vars vars() {
        return vars;
    }
}
