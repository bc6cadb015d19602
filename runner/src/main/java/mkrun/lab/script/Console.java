package mkrun.lab.script;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import mkrun.routeros.Command;
import mkrun.routeros.Dialect;
import mkrun.routeros.Menu;

/**
 * The tree of words of one router's console: menus and commands, which may be shortened as long as no other word of the
 * same menu begins so, covered by our tables or not.
 */
final class Console {
    private final Dialect dialect;
    private final Map<String, Set<String>> submenus = new HashMap<>();
    private final Map<String, Map<String, Command>> commands = new HashMap<>();

    private final Map<String, Set<String>> words = new ConcurrentHashMap<>();
    private final Map<String, MenuFields> fields = new ConcurrentHashMap<>();
    private final Map<String, MenuCommand> shapes = new ConcurrentHashMap<>();
    private final Map<String, GlobalCommand> globals = new ConcurrentHashMap<>();

    private final BiPredicate<String, String> handled;

    /**
     * @param handled whether a command of a menu has a handler
     */
    Console(Dialect dialect, BiPredicate<String, String> handled) {
        this.dialect = dialect;
        this.handled = handled;
        for (Menu menu : dialect.menus()) {
            String path = menu.path();
            commands.put(
                    path,
                    dialect.commands(path).stream()
                            .collect(Collectors.toMap(Command::name, c -> c, (a, b) -> a, TreeMap::new)));
            for (int slash = path.lastIndexOf('/'); !path.equals("/"); slash = path.lastIndexOf('/')) {
                String parent = slash == 0 ? "/" : path.substring(0, slash);
                submenus.computeIfAbsent(parent, p -> new TreeSet<>()).add(path.substring(slash + 1));
                path = parent;
            }
        }
    }

    Dialect dialect() {
        return dialect;
    }

    /** Whether the lab does anything for a command that is in the tables. */
    boolean implemented(String menu, String command) {
        return handled.test(menu, command) || TakenArguments.builtIn(dialect, menu, command);
    }

    MenuFields fields(String menu) {
        return fields.computeIfAbsent(menu, m -> new MenuFields(dialect, m));
    }

    /** A command as this router's version has it. */
    MenuCommand shape(String menu, Command command) {
        return shapes.computeIfAbsent(child(menu, command.name()), path -> MenuCommand.of(this, menu, command));
    }

    /** A command of the language as this router's version has it; {@link GlobalCommands#has} it. */
    GlobalCommand global(Command command) {
        return globals.computeIfAbsent(command.name(), name -> GlobalCommands.get(command));
    }

    static String child(String menu, String word) {
        return menu.equals("/") ? "/" + word : menu + "/" + word;
    }

    /** The menu above a menu; the root's is itself. */
    static String parent(String menu) {
        int slash = menu.lastIndexOf('/');
        return slash <= 0 ? "/" : menu.substring(0, slash);
    }

    /** The name of a menu below a menu, from that name or its beginning. */
    Optional<String> submenu(String menu, String word) {
        return lookUp(menu, word).filter(w -> submenus(menu).contains(w));
    }

    /** A command of a menu, from its name or the beginning of it. */
    Optional<Command> command(String menu, String word) {
        return lookUp(menu, word).map(w -> commands(menu).get(w));
    }

    private Optional<String> lookUp(String menu, String word) {
        return unique(words(menu), word);
    }

    /** All that a router's menu has, whether the lab has it or not. */
    Set<String> words(String menu) {
        return words.computeIfAbsent(menu, this::collected);
    }

    private Set<String> collected(String menu) {
        Set<String> all = new TreeSet<>(submenus(menu));
        all.addAll(commands(menu).keySet());
        all.addAll(OtherWords.of(menu));
        return all;
    }

    /** The word meant: itself, or the only one that begins so. */
    static Optional<String> unique(Collection<String> words, String word) {
        if (words.contains(word)) {
            return Optional.of(word);
        }
        List<String> longer = words.stream()
                .filter(w -> w.startsWith(word))
                .distinct()
                .limit(2)
                .toList();
        return longer.size() == 1 && !word.isEmpty() ? Optional.of(longer.get(0)) : Optional.empty();
    }

    /** The names of the menus below a menu. */
    Set<String> submenus(String menu) {
        return submenus.getOrDefault(menu, Set.of());
    }

    /** The commands of a menu, each with the arguments that it has here. */
    Map<String, Command> commands(String menu) {
        return commands.getOrDefault(menu, Map.of());
    }
}
