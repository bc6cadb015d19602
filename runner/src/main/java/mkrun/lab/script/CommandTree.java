package mkrun.lab.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mkrun.routeros.Command;

/** A console's words as {@code /console/inspect} shows them: menus, their commands, the arguments of these. */
final class CommandTree {
    private static final String DIR = "dir";
    private static final String COMMAND = "cmd";
    private static final String ARGUMENT = "arg";

    /** Menus that routers call paths, of whatever version. */
    private static final Set<String> PATHS =
            Set.of("/", "/file", "/interface", "/ip", "/ipv6", "/system", "/tool", "/user");

    private final Console console;

    CommandTree(Console console) {
        this.console = console;
    }

    /**
     * A word of the tree.
     *
     * @param type {@code dir} or {@code path} for menus, {@code cmd}, {@code arg}
     * @param children in alphabetical order, without theirs
     */
    record Node(String name, String type, List<Node> children) {
        private static Node leaf(String name, String type) {
            return new Node(name, type, List.of());
        }
    }

    /** What stands at a path of whole words; empty if there is nothing. */
    Optional<Node> at(List<String> path) {
        String menu = "/";
        for (int i = 0; i < path.size(); i++) {
            String word = path.get(i);
            if (console.submenus(menu).contains(word)) {
                menu = Console.child(menu, word);
            } else {
                return command(menu, path.subList(i, path.size()));
            }
        }
        return Optional.of(menu(menu));
    }

    private Node menu(String menu) {
        List<Node> children = new ArrayList<>();
        console.submenus(menu).forEach(name -> children.add(Node.leaf(name, type(Console.child(menu, name)))));
        console.commands(menu).keySet().forEach(name -> children.add(Node.leaf(name, COMMAND)));
        children.sort(Comparator.comparing(Node::name));
        String name = menu.equals("/") ? menu : menu.substring(menu.lastIndexOf('/') + 1);
        return new Node(name, type(menu), children);
    }

    private static String type(String menu) {
        return PATHS.contains(menu) ? "path" : DIR;
    }

    private Optional<Node> command(String menu, List<String> words) {
        Command command = console.commands(menu).get(words.get(0));
        if (command == null || words.size() > 2) {
            return Optional.empty();
        }
        if (words.size() == 2) {
            return command.argument(words.get(1)).map(a -> Node.leaf(a.name(), ARGUMENT));
        }
        List<Node> arguments = command.arguments().stream()
                .map(a -> Node.leaf(a.name(), ARGUMENT))
                .sorted(Comparator.comparing(Node::name))
                .toList();
        return Optional.of(new Node(command.name(), COMMAND, arguments));
    }
}
