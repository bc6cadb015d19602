package mkrun.lab.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The global variables of a router. They last until it restarts, for every script that declares them. */
final class Globals {
    static final String MENU = "/system/script/environment";

    private final Map<String, Global> values = new LinkedHashMap<>();
    private long last;

    private record Global(String id, String user, Value value) {}

    /** The value, {@link Value#NOTHING} if it has none. */
    synchronized Value get(String name) {
        Global global = values.get(name);
        return global == null ? Value.NOTHING : global.value();
    }

    /**
     * Sets it; {@link Value#NOTHING} takes its value away.
     *
     * @param user who does, empty for the router itself
     */
    synchronized void set(String name, Value value, String user) {
        if (value == Value.NOTHING) {
            values.remove(name);
            return;
        }
        Global before = values.get(name);
        String id = before == null ? "*" + Long.toString(++last, 16).toUpperCase(Locale.ROOT) : before.id();
        values.put(name, new Global(id, before == null ? user : before.user(), value));
    }

    /** Takes the value of one away. */
    synchronized void remove(String id) {
        values.values().removeIf(g -> g.id().equals(id));
    }

    synchronized void clear() {
        values.clear();
    }

    /** Those that have values, by name, in the order in which they were first set. */
    synchronized Map<String, Value> all() {
        Map<String, Value> all = new LinkedHashMap<>();
        values.forEach((name, global) -> all.put(name, global.value()));
        return all;
    }

    /** The same as rows of {@code /system/script/environment}. */
    synchronized List<TableRow> rows() {
        List<TableRow> rows = new ArrayList<>();
        values.forEach((name, global) -> rows.add(new TableRow(global.id(), Map.of())
                .set("name", Bytes.text(name))
                .set("value", Bytes.text(global.value().text()))
                .set("user", global.user())));
        return rows;
    }
}
