package mkrun.routeros;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The schemas of one version that are there, of routers of whatever architecture and packages. A version lacks what all of
 * them lack: which of them a router is like is not known before it is asked.
 */
public record Schemas(List<Schema> all) {
    private static final Set<String> SETTING_NOTHING =
            Set.of("edit", "export", "find", "get", "monitor", "move", "print", "reset", "unset");

    /** There are none. */
    public static final Schemas NONE = new Schemas(List.of());

    public Schemas {
        all = List.copyOf(all);
    }

    /** Those that can tell whether there is a menu. */
    public List<Schema> covering(String path) {
        return all.stream().filter(schema -> schema.covers(path)).toList();
    }

    /** Whose they are, for messages. */
    public static String sources(List<Schema> schemas) {
        return schemas.stream().map(Schema::source).distinct().collect(Collectors.joining(" and "));
    }

    /** What is to be said of a menu of ours that none of them has any more. */
    Optional<Lack> gone(Menu menu) {
        List<Schema> telling = telling(menu);
        boolean there = telling.stream().anyMatch(s -> s.menu(menu.path()).isPresent());
        return telling.isEmpty() || there
                ? Optional.empty()
                : Optional.of(new Lack(menu.path(), "has no menu " + menu.path() + " any more", says(telling)));
    }

    /**
     * What is to be said of a field that none of them can set: of ours, that it is gone; of one that only schemas know, that
     * one would have to tell.
     */
    Optional<Lack> gone(Menu menu, Field field) {
        List<Schema> telling = telling(menu);
        boolean there = telling.stream()
                .flatMap(s -> s.menu(menu.path()).stream())
                .flatMap(Schemas::arguments)
                .anyMatch(name -> name.equals(field.spelling(telling.get(0).version())));
        if (there || field.readOnly() || telling.isEmpty() && !field.newer()) {
            return Optional.empty();
        }
        String what = "has no field " + field.name() + " of " + menu.path();
        return Optional.of(
                telling.isEmpty()
                        ? new Lack(
                                field.name(),
                                what + " that mkrun knows of",
                                "no schema of it tells (mkrun schema pull)")
                        : new Lack(field.name(), what + (field.newer() ? "" : " any more"), says(telling)));
    }

    /** Those whose routers had all that the menu needs. */
    private List<Schema> telling(Menu menu) {
        return covering(menu.path()).stream()
                .filter(s -> menu.needs().stream()
                        .filter(need -> need.range().contains(s.version()))
                        .allMatch(need -> s.packages().contains(need.what())))
                .toList();
    }

    /** What commands take that can set something: {@code print} has an {@code interval}, too. */
    private static Stream<String> arguments(MenuSchema menu) {
        return menu.commands().entrySet().stream()
                .filter(command -> !SETTING_NOTHING.contains(command.getKey()))
                .flatMap(command -> command.getValue().stream());
    }

    private static String says(List<Schema> schemas) {
        return "so says " + sources(schemas);
    }
}
