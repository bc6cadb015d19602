package mkrun.playbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mkrun.op.router.Anchor;
import mkrun.op.router.RouterEntries;
import mkrun.op.router.RouterEntry;
import mkrun.op.router.RouterFixed;
import mkrun.op.router.RouterSettings;
import mkrun.routeros.Menu;
import mkrun.routeros.Menus;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Operation;

/** What the options of {@code routeros} mean: settings, a row, or all rows of an owner. */
final class RouterosOptions {
    private static final String WORD = "routeros";

    /** Before the owners that playbooks name: no container's name begins so, whose rows would be taken for theirs. */
    private static final String NAMED = "@";

    private final String menu;
    private final Options given;

    RouterosOptions(String menu, Map<String, ?> options) {
        this.menu = menu;
        this.given = new Options(
                WORD, options, "set", "entry", "mark", "present", "adopt", "owner", "entries", "before", "after");
    }

    Operation<RouterProbe, ?> operation() {
        if (given.has("entries")) {
            return rows();
        }
        refuse("belongs to entries: [...]", "owner", "before", "after");
        return given.has("entry") ? row() : settings();
    }

    private void refuse(String why, String... options) {
        for (String option : options) {
            if (given.has(option)) {
                throw LoadProblem.here("'" + option + "' of '" + WORD + " " + menu + "' " + why, "", option);
            }
        }
    }

    private RouterSettings settings() {
        if (!given.has("set") || given.has("mark") || given.has("present") || given.has("adopt")) {
            throw LoadProblem.here(
                    "routeros '" + menu + "' says neither what to set nor which entry is meant",
                    "write set: [field: 'value'], or entry: [name: 'nas.lan'], set: [address: '192.0.2.1']",
                    WORD);
        }
        return new RouterSettings(menu, given.fields("set"));
    }

    private Operation<RouterProbe, ?> row() {
        Map<String, Object> key = given.fields("entry");
        if (table().filter(m -> m.kind() == Menu.Kind.FIXED).isPresent()) {
            refuse("means nothing: the rows of this menu are the router's own", "mark", "present", "adopt");
            return new RouterFixed(menu, key, given.fields("set"));
        }
        return new RouterEntry(
                menu,
                key,
                given.fields("set"),
                given.text("mark", named(key)),
                given.flag("present", true),
                given.flag("adopt", false));
    }

    private Optional<Menu> table() {
        return Menus.standard().menu(menu);
    }

    private static String named(Map<String, Object> key) {
        return key.values().stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private RouterEntries rows() {
        refuse("does not go with entries: [...]", "set", "entry", "mark", "present");
        if (!given.has("owner")) {
            throw LoadProblem.here(
                    "routeros '" + menu + "' does not say whose the entries are", "write owner: 'web'", WORD);
        }
        if (given.has("before") && given.has("after")) {
            throw LoadProblem.here("routeros '" + menu + "' has both before: and after:", "keep one", "after");
        }
        String owner = NAMED + ownerName();
        List<RouterEntry> entries = new ArrayList<>();
        for (Map<String, Object> fields : given.maps("entries")) {
            entries.add(entry(owner, fields));
        }
        return new RouterEntries(menu, owner, entries, anchor());
    }

    /** A slash in it would make it the owner of another owner's rows. */
    private String ownerName() {
        String name = given.text("owner", "");
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw LoadProblem.here(
                    "'" + name + "' cannot be an owner",
                    "write letters, digits, '.', '_' and '-', as in 'web'",
                    "owner");
        }
        return name;
    }

    private Anchor anchor() {
        return given.has("before") || given.has("after")
                ? new Anchor(given.has("before"), given.fields(given.has("before") ? "before" : "after"))
                : Anchor.NONE;
    }

    /** The menu's own keys name a row; where it has none, all its fields do, and the mark must be given. */
    private RouterEntry entry(String owner, Map<String, Object> fields) {
        Map<String, Object> values = new LinkedHashMap<>(fields);
        Object mark = values.remove("mark");
        List<String> keys = table().map(Menu::keys).orElse(List.of());
        Map<String, Object> key = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (keys.contains(name) || keys.isEmpty() && !name.equals("comment") && !name.equals("mark")) {
                key.put(name, value);
                values.remove(name);
            }
        });
        if (mark == null && keys.isEmpty()) {
            throw LoadProblem.here(
                    "an entry of '" + menu + "' needs a mark, since nothing else names such a row",
                    "write [mark: 'allow-ssh', ...], unique among the owner's entries",
                    "entries");
        }
        String name = mark == null ? named(key) : mark.toString();
        return new RouterEntry(menu, key, values, owner + "/" + name, true, given.flag("adopt", false));
    }
}
