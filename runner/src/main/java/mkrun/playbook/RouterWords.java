package mkrun.playbook;

import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import mkrun.op.Debug;
import mkrun.op.router.RouterEntry;
import mkrun.op.router.RouterSettings;
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
     * Settings of a menu, or one row of it. Fields are named as the newest RouterOS names them.
     *
     * <p>{@code set:} alone is for menus without rows ({@code /system/identity}). With {@code entry:}, the fields that
     * tell the row from others, it is a row that mkrun owns: made, kept as {@code set:} says, or with {@code present:
     * false} removed. {@code mark:} is what mkrun writes into its comment; unless given it is made of the entry.
     */
    @Word("routeros '/system/identity', set: [name: 'r1']")
    public void routeros(
            @NamedParams({
                        @NamedParam(value = "set", type = Map.class),
                        @NamedParam(value = "entry", type = Map.class),
                        @NamedParam(value = "mark", type = CharSequence.class),
                        @NamedParam(value = "present", type = Boolean.class)
                    })
                    Map<String, ?> options,
            String menu) {
        wanted("routeros " + menu, () -> {
            Options given = new Options("routeros", options, "set", "entry", "mark", "present");
            return given.has("entry") ? entry(menu, given) : settings(menu, given);
        });
    }

    private static RouterSettings settings(String menu, Options options) {
        if (!options.has("set") || options.has("mark") || options.has("present")) {
            throw LoadProblem.here(
                    "routeros '" + menu + "' says neither what to set nor which entry is meant",
                    "write set: [field: 'value'], or entry: [name: 'nas.lan'], set: [address: '192.0.2.1']",
                    "routeros");
        }
        return new RouterSettings(menu, options.fields("set"));
    }

    private static RouterEntry entry(String menu, Options options) {
        Map<String, Object> key = options.fields("entry");
        String mark = key.values().stream().map(String::valueOf).collect(Collectors.joining(" "));
        return new RouterEntry(
                menu, key, options.fields("set"), options.text("mark", mark), options.flag("present", true));
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
