package mkrun.target.routeros;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import mkrun.routeros.InspectScript;
import mkrun.routeros.MenuSchema;
import mkrun.routeros.RouterFacts;
import mkrun.routeros.RouterosException;
import mkrun.routeros.Schema;
import mkrun.target.Progress;
import mkrun.target.TargetException;

/**
 * Reads a router's command tree, level by level and many menus in an exchange. It changes nothing on the router and leaves
 * nothing there; cut off, it is begun anew.
 */
public final class SchemaPull {
    /** The name of its step for {@link Progress}. */
    public static final String STEP = "schema";

    /** A slow router looks at some hundred commands in that many menus, well within the time of an exchange. */
    private static final int MENUS_AT_ONCE = 32;
    /** Ten times the words of the greatest tree known. */
    private static final int MOST_WORDS = 500_000;

    private final RouterLink link;
    private final Progress progress;

    /** @param link to the router; whoever made it closes it */
    public SchemaPull(RouterLink link, Progress progress) {
        this.link = link;
        this.progress = progress;
    }

    /**
     * The router's tree.
     *
     * @param host as the inventory names it
     * @param roots menus to be read with all that is below them; {@code /} for everything
     * @param clock to tell when
     * @throws TargetException if the router does not answer, or has no such menu
     */
    public Schema pull(String host, Collection<String> roots, Clock clock) throws TargetException {
        try {
            RouterFacts facts = new FirstLook(link, Expected.NOTHING, RowRoom.UNLIMITED)
                    .look()
                    .facts();
            Set<String> asked = new TreeSet<>(roots);
            return Schema.of(facts, host, clock.instant()).with(asked, menus(asked));
        } catch (RouterosException e) {
            throw new TargetException(link.address() + ": " + e.getMessage(), e);
        }
    }

    private SortedMap<String, MenuSchema> menus(Set<String> roots) throws TargetException, RouterosException {
        SortedMap<String, MenuSchema> found = new TreeMap<>();
        Deque<String> waiting = new ArrayDeque<>(roots);
        int words = 0;
        while (!waiting.isEmpty()) {
            List<String> next = next(waiting);
            InspectScript script = new InspectScript(RouterTarget.nonce());
            for (MenuSchema menu : script.parse(next, link.exec(script.ask(next)))) {
                found.put(menu.path(), known(menu));
                menu.submenus().forEach(name -> waiting.add(menu.below(name)));
                words += words(menu);
            }
            if (words > MOST_WORDS) {
                throw new TargetException(
                        link.address() + ": its command tree has no end (more than " + MOST_WORDS + " words)");
            }
            waiting.removeIf(found::containsKey);
            progress.report(STEP, found.size(), found.size() + (long) waiting.size());
        }
        return found;
    }

    private static List<String> next(Deque<String> waiting) {
        List<String> next = new ArrayList<>();
        while (!waiting.isEmpty() && next.size() < MENUS_AT_ONCE) {
            next.add(waiting.remove());
        }
        return next;
    }

    private MenuSchema known(MenuSchema menu) throws TargetException {
        if (menu.submenus().isEmpty() && menu.commands().isEmpty()) {
            throw new TargetException(link.address() + " has no menu " + menu.path());
        }
        return menu;
    }

    private static int words(MenuSchema menu) {
        return menu.submenus().size()
                + menu.commands().values().stream().mapToInt(a -> 1 + a.size()).sum();
    }
}
