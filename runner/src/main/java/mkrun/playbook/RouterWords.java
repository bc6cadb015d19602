package mkrun.playbook;

import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import mkrun.op.Debug;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Operation;

/** What can be wanted of a router in one word. */
public abstract class RouterWords {
    private final HostPlace place;
    private final Variables vars;

    RouterWords(HostPlace place, Variables vars) {
        this.place = place;
        this.vars = vars;
    }

    /** The variables of the host, as they are known here. */
    @Word("vars.string('name')")
    public Variables getVars() {
        return vars;
    }

    /** The host that is being evaluated. */
    @Word("host.name")
    public PlayHost getHost() {
        return place.host();
    }

    /**
     * Settings of a menu, one row of it, or several. Fields are named as the newest RouterOS names them.
     *
     * <p>{@code set:} alone is for menus without rows ({@code /system/identity}). With {@code entry:}, the fields that
     * tell the row from others, it is a row that mkrun owns: made, kept as {@code set:} says, or with {@code present:
     * false} removed. {@code mark:} is what mkrun writes into its comment; unless given it is made of the entry. {@code
     * adopt: true} takes over a row that no task of mkrun's made, {@code adopt: 'web'} also one of that owner's. With {@code entries:} it is all the rows that {@code owner:}
     * has in that menu, in that order, {@code before:} or {@code after:} a row of somebody else's; rows of that owner that
     * are no longer listed go, unless {@code prune: false} lets them stay.
     *
     * <p>{@code key:} is for menus that mkrun has no table of: the fields that name their rows. {@code entry:} gives each of
     * them a value. For settings it is empty, and need not be given unless the path looks like a slip.
     */
    @Word("routeros '/system/identity', set: [name: 'r1']")
    public void routeros(
            @NamedParams({
                        @NamedParam(value = "set", type = Map.class),
                        @NamedParam(value = "entry", type = Map.class),
                        @NamedParam(value = "key", type = List.class),
                        @NamedParam(value = "mark", type = CharSequence.class),
                        @NamedParam(value = "present", type = Boolean.class),
                        @NamedParam(value = "adopt", type = Object.class),
                        @NamedParam(value = "owner", type = CharSequence.class),
                        @NamedParam(value = "entries", type = List.class),
                        @NamedParam(value = "before", type = Map.class),
                        @NamedParam(value = "after", type = Map.class),
                        @NamedParam(value = "prune", type = Boolean.class)
                    })
                    Map<String, ?> options,
            String menu) {
        wanted("routeros " + menu, () -> new RouterosOptions(menu, options)
                .operation(place.evaluation().newerFields()));
    }

    /** Says something and changes nothing. */
    @Word("debug 'text'")
    public void debug(String message) {
        wanted("debug", () -> new Debug(message));
    }

    /** Any operation on a router, for Java and for operations of one's own. */
    @Word("operation new MyOperation(...)")
    public void operation(Operation<? super RouterProbe, ?> operation) {
        wanted(operation.type(), () -> operation);
    }

    /** Takes what a word wants, under the name that the task has unless it is given another. */
    abstract void wanted(String name, Supplier<Operation<?, ?>> operation);

    final HostPlace place() {
        return place;
    }
}
