package mkrun.routeros;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One menu as a router shows it in its own command tree.
 *
 * @param path such as {@code /ip/address}; {@code /} for the root
 * @param submenus names of the menus right below it
 * @param commands names of its commands, each with the names of its arguments
 */
public record MenuSchema(String path, SortedSet<String> submenus, SortedMap<String, SortedSet<String>> commands) {
    public MenuSchema {
        submenus = Collections.unmodifiableSortedSet(new TreeSet<>(submenus));
        SortedMap<String, SortedSet<String>> copy = new TreeMap<>();
        commands.forEach(
                (name, arguments) -> copy.put(name, Collections.unmodifiableSortedSet(new TreeSet<>(arguments))));
        commands = Collections.unmodifiableSortedMap(copy);
    }

    /** Of any collections. */
    public static MenuSchema of(String path, Set<String> submenus, Map<String, ? extends Set<String>> commands) {
        SortedMap<String, SortedSet<String>> sorted = new TreeMap<>();
        commands.forEach((name, arguments) -> sorted.put(name, new TreeSet<>(arguments)));
        return new MenuSchema(path, new TreeSet<>(submenus), sorted);
    }

    /** Whether it has a command of exactly that name. */
    public boolean has(String command) {
        return commands.containsKey(command);
    }

    /** The arguments of a command; none if there is no such command. */
    public Set<String> arguments(String command) {
        return commands.getOrDefault(command, Collections.emptySortedSet());
    }

    /** The path of a menu right below this one. */
    public String below(String submenu) {
        return path.equals("/") ? "/" + submenu : path + "/" + submenu;
    }
}
