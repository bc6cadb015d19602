package mkrun.op.router;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose something of mkrun's is, as its mark tells.
 *
 * @param kind what sort of owner that is
 * @param name of it
 */
record Whose(Kind kind, String name) implements Comparable<Whose> {
    /** What can own things on a router. */
    enum Kind {
        /** A container; its parts carry {@code mkrun:NAME/PART/…}, itself and its files are known by their names. */
        CONTAINER("container"),
        /** The owner of {@code routeros …, owner: 'web', entries: […]}, whose rows carry {@code mkrun:@web/…}. */
        ROWS("owner"),
        /** A single entry: its mark is nobody's but its own. */
        MARK("mark");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** Parts of containers and the menu in which each is; {@link ContainerTasks} makes them. */
    private static final Map<String, String> PARTS = Map.of(
            "veth", "/interface/veth",
            "spare", "/interface/veth",
            "port", "/interface/bridge/port",
            "publish", "/ip/firewall/nat",
            "env", "/container/envs",
            "mount", "/container/mounts",
            "health", ContainerWatch.MENU);

    private static final Pattern PART = Pattern.compile("(" + ContainerSpec.NAME.pattern() + ")/([a-z]+)/.+");
    private static final Pattern OWNED = Pattern.compile("@([A-Za-z0-9._-]+)/.+");

    /** Whose a row of a menu is. */
    static Whose of(String menu, Mark mark) {
        Matcher owned = OWNED.matcher(mark.name());
        if (owned.matches()) {
            return new Whose(Kind.ROWS, owned.group(1));
        }
        Matcher part = PART.matcher(mark.name());
        return part.matches() && menu.equals(PARTS.get(part.group(2)))
                ? new Whose(Kind.CONTAINER, part.group(1))
                : new Whose(Kind.MARK, mark.name());
    }

    /** The menus in which containers have rows with marks. */
    static Set<String> menusOfContainers() {
        return Set.copyOf(PARTS.values());
    }

    static Whose container(String name) {
        return new Whose(Kind.CONTAINER, name);
    }

    /** Containers first, then by name. */
    @Override
    public int compareTo(Whose other) {
        return Comparator.comparing(Whose::kind).thenComparing(Whose::name).compare(this, other);
    }

    /** {@code container web}. */
    @Override
    public String toString() {
        return kind.word() + " " + name;
    }
}
