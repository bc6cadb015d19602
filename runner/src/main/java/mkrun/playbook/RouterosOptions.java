package mkrun.playbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.op.router.Adoption;
import mkrun.op.router.Anchor;
import mkrun.op.router.EntryName;
import mkrun.op.router.NewerFields;
import mkrun.op.router.OtherMenu;
import mkrun.op.router.Wish;
import mkrun.routeros.Menu;
import mkrun.routeros.Menus;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Operation;

/** What the options of {@code routeros} mean: settings, a row, or all rows of an owner. */
final class RouterosOptions {
    private static final String WORD = "routeros";
    private static final String KEY = "key";

    /** Before the owners that playbooks name: no container's name begins so, whose rows would be taken for theirs. */
    static final String NAMED = "@";

    private final String menu;
    private final Options given;
    private final Optional<Menu> table;

    RouterosOptions(String menu, Map<String, ?> options) {
        this.menu = menu;
        this.given = new Options(
                WORD, options, "set", "entry", KEY, "mark", "present", "adopt", "owner", "entries", "before", "after",
                "prune");
        this.table = Menus.standard().menu(menu);
    }

    /** @param newer what is known of fields that the tables lack */
    Operation<RouterProbe, ?> operation(NewerFields newer) {
        if (table.isPresent()) {
            refuse("is for menus that mkrun has no table of; it knows what names a row of this one", KEY);
            Wish wish = wish();
            return wish.on(newer.known(table.get(), wish));
        }
        String path = OtherMenuPath.checked(menu, given.has(KEY));
        if (!given.has(KEY) && (given.has("entry") || given.has("entries"))) {
            throw LoadProblem.here(
                    "mkrun has no table of the menu '" + path + "': say which fields name a row of it",
                    "write key: ['name']; where only marks tell rows apart, key: []",
                    WORD);
        }
        return new OtherMenu(path, given.texts(KEY), wish());
    }

    private Wish wish() {
        if (given.has("entries")) {
            return rows();
        }
        refuse("belongs to entries: [...]", "owner", "before", "after", "prune");
        return given.has("entry") ? row() : settings();
    }

    private void refuse(String why, String... options) {
        for (String option : options) {
            if (given.has(option)) {
                throw LoadProblem.here("'" + option + "' of '" + WORD + " " + menu + "' " + why, "", option);
            }
        }
    }

    private Wish settings() {
        if (!given.has("set") || given.has("mark") || given.has("present") || given.has("adopt")) {
            throw LoadProblem.here(
                    "routeros '" + menu + "' says neither what to set nor which entry is meant",
                    "write set: [field: 'value'], or entry: [name: 'nas.lan'], set: [address: '192.0.2.1']",
                    WORD);
        }
        return new Wish.Settings(given.fields("set"));
    }

    private Wish row() {
        Map<String, Object> key = given.fields("entry");
        if (table.filter(m -> m.kind() == Menu.Kind.FIXED).isPresent()) {
            refuse("means nothing: the rows of this menu are the router's own", "mark", "present", "adopt");
        }
        if (table.isEmpty() && !key.keySet().equals(Set.copyOf(given.texts(KEY)))) {
            throw LoadProblem.here(
                    "'entry' of '" + WORD + " " + menu + "' has " + names(key.keySet()) + ", but its key is "
                            + names(given.texts(KEY)),
                    "give each field of the key a value in entry:, and all others in set:",
                    "entry");
        }
        if (!given.flag("present", true)) {
            refuse("does not go with present: false: rows of others are never removed", "adopt");
        }
        return new Wish.Row(
                key,
                given.fields("set"),
                given.text("mark", named(key)),
                given.flag("present", true),
                adoption(),
                given.has("mark") || given.has("present") || given.has("adopt"));
    }

    private static String names(Iterable<String> names) {
        String list = String.join(", ", names);
        return list.isEmpty() ? "nothing" : list;
    }

    private String named(Map<String, Object> key) {
        return EntryName.of(table, keys(), key);
    }

    /** The fields that name a row of this menu. */
    private List<String> keys() {
        return table.map(Menu::keys).orElseGet(() -> given.texts(KEY));
    }

    private Wish rows() {
        refuse("does not go with entries: [...]", "set", "entry", "mark", "present");
        if (!given.has("owner")) {
            throw LoadProblem.here(
                    "routeros '" + menu + "' does not say whose the entries are", "write owner: 'web'", WORD);
        }
        if (given.has("before") && given.has("after")) {
            throw LoadProblem.here("routeros '" + menu + "' has both before: and after:", "keep one", "after");
        }
        String owner = NAMED + ownerName();
        List<Wish.Row> entries = new ArrayList<>();
        for (Map<String, Object> fields : given.maps("entries")) {
            entries.add(entry(owner, fields));
        }
        return new Wish.Rows(owner, entries, anchor(), given.flag("prune", true));
    }

    private Adoption adoption() {
        Object asked = given.value("adopt").orElse(false);
        if (asked instanceof Boolean flag) {
            return flag ? Adoption.NOBODYS : Adoption.NONE;
        }
        List<String> names = given.texts("adopt");
        if (!(asked instanceof String || asked instanceof List)
                || names.stream().anyMatch(String::isBlank)) {
            throw LoadProblem.here(
                    "'adopt' of '" + WORD + " " + menu
                            + "' must be true, false or the name of the owner whose rows are taken over",
                    "write adopt: true for rows that no task made, adopt: 'web' also for those of that owner",
                    "adopt");
        }
        return Adoption.from(names);
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
    private Wish.Row entry(String owner, Map<String, Object> fields) {
        Map<String, Object> values = new LinkedHashMap<>(fields);
        Object mark = values.remove("mark");
        List<String> keys = keys();
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
        return new Wish.Row(key, values, owner + "/" + name, true, adoption(), true);
    }
}
