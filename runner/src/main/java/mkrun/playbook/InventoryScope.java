package mkrun.playbook;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.Map;
import java.util.function.Consumer;
import mkrun.inventory.Inventory;
import mkrun.inventory.InventoryEntries;

/** An inventory written in Groovy, or a group in it. The file itself is the group {@code all}. */
@Block("an inventory")
public final class InventoryScope {
    private final InventoryEntries entries;
    private final String name;

    private InventoryScope(InventoryEntries entries, String name) {
        this.entries = entries;
        this.name = name;
    }

    /** The words of a file. */
    static InventoryScope of(InventoryEntries entries) {
        return new InventoryScope(entries, Inventory.ALL);
    }

    /** Adds a host, or those of a range such as {@code r[01:20]}. */
    public void host(String pattern) {
        host(Map.of(), pattern);
    }

    /** Adds a host, or those of a range, with variables of theirs. */
    @Word("host 'r1', host: '192.168.88.1', user: 'admin'")
    public void host(Map<String, ?> vars, String pattern) {
        entries.host(name, pattern, Values.plainMap(vars), line());
    }

    /** Sets variables of all hosts of the group. */
    @Word("vars user: 'admin', port: 2222")
    public void vars(Map<String, ?> values) {
        entries.vars(name, Values.plainMap(values), line());
    }

    /** Puts groups into this one that are defined elsewhere in the file. */
    @Word("children 'attic', 'cellar'")
    public void children(String... groups) {
        for (String group : groups) {
            entries.child(name, group, line());
        }
    }

    /** Defines a group, or goes on with one; inside another it is a child of that. */
    public void group(String group, Consumer<? super InventoryScope> block) {
        if (entries.group(group, line())) {
            if (!name.equals(Inventory.ALL)) {
                entries.child(name, group, line());
            }
            block.accept(new InventoryScope(entries, group));
        }
    }

    /** Defines a group, or goes on with one; inside another it is a child of that. */
    @Word("group('routers') { ... }")
    public void group(
            String group,
            @DelegatesTo(value = InventoryScope.class, strategy = Closure.DELEGATE_ONLY) Closure<?> block) {
        group(group, Blocks.bind(block));
    }

    private static int line() {
        return Positions.here().line();
    }
}
