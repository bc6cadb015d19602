package mkrun.routeros;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a version that is newer than our tables has otherwise in the menus that we have tables of. */
public final class SchemaNews {
    private SchemaNews() {}

    /** A line for each menu, such as {@code /ip/pool: new: weight; gone: next-pool}; none for versions that our tables hold. */
    public static List<String> of(Schema schema) {
        if (RouterosVersion.NEWEST.atLeast(schema.version())) {
            return List.of();
        }
        Dialect ours = Dialect.complete(schema.version()).knowing(new Schemas(List.of(schema)));
        List<String> news = new ArrayList<>();
        for (Menu menu : ours.menus()) {
            if (ours.lack(menu.path()).isPresent()) {
                news.add(menu.path() + ": gone");
            } else {
                schema.menu(menu.path()).ifPresent(theirs -> menu(ours, menu.path(), theirs, news));
            }
        }
        return news;
    }

    private static void menu(Dialect ours, String path, MenuSchema theirs, List<String> news) {
        Set<String> known = settable(MenuSchema.of(
                path,
                Set.of(),
                ours.commands(path).stream()
                        .collect(Collectors.toMap(
                                Command::name,
                                c -> new TreeSet<>(c.arguments().stream()
                                        .map(Argument::name)
                                        .toList())))));
        Set<String> there = settable(theirs);
        Set<String> added = new TreeSet<>(there);
        added.removeAll(known);
        Set<String> gone = new TreeSet<>(known);
        gone.removeAll(there);
        List<String> parts = new ArrayList<>();
        if (!added.isEmpty()) {
            parts.add("new: " + String.join(", ", added));
        }
        if (!gone.isEmpty()) {
            parts.add("gone: " + String.join(", ", gone));
        }
        if (!parts.isEmpty()) {
            news.add(path + ": " + String.join("; ", parts));
        }
    }

    private static Set<String> settable(MenuSchema menu) {
        Set<String> names = new TreeSet<>(menu.arguments("add"));
        names.addAll(menu.arguments("set"));
        return names;
    }
}
