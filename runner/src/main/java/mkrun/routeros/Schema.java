package mkrun.routeros;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What routers showed of their command trees: all of it, or some menus with what is below them.
 *
 * @param version of RouterOS
 * @param architecture such as {@code arm64}
 * @param packages those enabled; they bring menus of their own
 * @param host whose it is, as the inventory names it
 * @param pulled when it was asked
 * @param roots what was asked for: menus which it has with all below them, {@code /} for everything
 * @param menus by path
 */
public record Schema(
        RouterosVersion version,
        String architecture,
        SortedSet<String> packages,
        String host,
        Instant pulled,
        SortedSet<String> roots,
        SortedMap<String, MenuSchema> menus) {
    public Schema {
        packages = Collections.unmodifiableSortedSet(new TreeSet<>(packages));
        roots = Collections.unmodifiableSortedSet(new TreeSet<>(roots));
        menus = Collections.unmodifiableSortedMap(new TreeMap<>(menus));
    }

    /** A router's, without anything in it yet. */
    public static Schema of(RouterFacts facts, String host, Instant pulled) {
        return new Schema(
                facts.version(),
                facts.architecture(),
                new TreeSet<>(facts.packages()),
                host,
                pulled,
                new TreeSet<>(),
                new TreeMap<>());
    }

    /** The same, with these menus asked for and found. */
    public Schema with(Set<String> asked, Map<String, MenuSchema> found) {
        return new Schema(version, architecture, packages, host, pulled, new TreeSet<>(asked), new TreeMap<>(found));
    }

    /** Whether it can tell that there is no such menu: what was asked for holds it. */
    public boolean covers(String path) {
        return roots.stream().anyMatch(root -> within(root, path));
    }

    private static boolean within(String root, String path) {
        return root.equals("/") || path.equals(root) || path.startsWith(root + "/");
    }

    /** The menu of exactly that path. */
    public Optional<MenuSchema> menu(String path) {
        return Optional.ofNullable(menus.get(path));
    }

    /** This one, with what an older one of the same kind of router has of menus that this one was not asked for. */
    public Schema over(Schema older) {
        SortedMap<String, MenuSchema> all = new TreeMap<>(older.menus);
        all.keySet().removeIf(this::covers);
        all.putAll(menus);
        SortedSet<String> both = new TreeSet<>(older.roots);
        both.removeIf(this::covers);
        both.addAll(roots);
        both.removeIf(root -> both.stream().anyMatch(other -> !other.equals(root) && within(other, root)));
        return new Schema(version, architecture, packages, host, pulled, both, all);
    }

    /** Whether another says the same of the same kind of router, whoever was asked and when. */
    public boolean saysTheSame(Schema other) {
        return version.equals(other.version)
                && architecture.equals(other.architecture)
                && packages.equals(other.packages)
                && roots.equals(other.roots)
                && menus.equals(other.menus);
    }

    /** How many menus it has, in words. */
    public String size() {
        return menus.size() + (menus.size() == 1 ? " menu" : " menus");
    }

    /** Whose it is, for messages: {@code the schema pulled from r1 on 2026-11-28}. */
    public String source() {
        return "the schema pulled from " + host + " on "
                + pulled.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
