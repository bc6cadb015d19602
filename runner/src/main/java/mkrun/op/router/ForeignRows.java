package mkrun.op.router;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.routeros.Quote;
import mkrun.routeros.Row;
import mkrun.target.Secret;
import mkrun.target.TargetException;

/**
 * The rows that an entry meets and that are not its own: one that will do for it, is in its way, or becomes its own. For one
 * thread.
 */
final class ForeignRows {
    private final MenuRows seen;
    /** What is taken over, by the marks of those that take it. */
    private final Map<String, Optional<Row>> adopted = new HashMap<>();
    /** The ids of what is taken over: no row becomes two entries' own. */
    private final Set<String> taken = new HashSet<>();

    ForeignRows(MenuRows seen) {
        this.seen = seen;
    }

    /**
     * Whether nothing but all its values tells a row from others, as rules of firewalls. Any number of rows may then have some
     * of an entry's values: they match less, as {@code drop} of one address beside {@code drop}, and are neither the one that is
     * meant nor in its way.
     */
    static boolean whole(RouterEntry entry) {
        return entry.table().keys().isEmpty() && valuesOf(entry).isEmpty();
    }

    /** What is wanted of a row beside what names it and its comment. */
    static Map<String, Object> valuesOf(RouterEntry entry) {
        Map<String, Object> values = entry.fields();
        values.keySet().removeAll(entry.key().keySet());
        return values;
    }

    /**
     * The row that may stand in for an entry, or is in its way: it is named alike. Where no field names rows, none that the
     * router made by itself is: routers take another beside it, as a default route beside the one of a DHCP client.
     */
    Optional<Row> rival(RouterEntry entry) {
        if (whole(entry)) {
            return alike(entry).stream()
                    .filter(row -> !row.dynamic() && others(entry, row).isEmpty())
                    .findFirst();
        }
        boolean keyless = entry.table().keys().isEmpty();
        return alike(entry).stream().filter(row -> !keyless || !row.dynamic()).findFirst();
    }

    /** The first of others that is named alike and that the router did not make by itself. */
    Optional<Row> lasting(RouterEntry entry) {
        return alike(entry).stream().filter(row -> !row.dynamic()).findFirst();
    }

    private List<Row> alike(RouterEntry entry) {
        return seen.matching(entry.key()).stream()
                .filter(row -> !entry.owner().owns(row))
                .toList();
    }

    /**
     * The row that becomes an entry's own, if that is asked for and it has none: always the same one, and rather one that no
     * task made than another owner's.
     *
     * @throws TargetException if there are several and nothing tells which one is meant
     */
    Optional<Row> adoptable(RouterEntry entry) throws TargetException {
        if (!entry.adopt().asked() || !seen.marked(entry.owner()).isEmpty()) {
            return Optional.empty();
        }
        Optional<Row> known = adopted.get(entry.mark());
        if (known == null) {
            known = chosen(entry);
            adopted.put(entry.mark(), known);
            known.ifPresent(row -> taken.add(row.id()));
        }
        return known;
    }

    private Optional<Row> chosen(RouterEntry entry) throws TargetException {
        List<Row> free = alike(entry).stream()
                .filter(row -> !row.dynamic()
                        && !taken.contains(row.id())
                        && entry.adopt().takes(row))
                .toList();
        List<Row> equal =
                free.stream().filter(row -> different(entry, row).isEmpty()).toList();
        if (!equal.isEmpty() || whole(entry)) {
            Optional<Row> nobodys =
                    equal.stream().filter(row -> Mark.named(row).isEmpty()).findFirst();
            return nobodys.or(() -> equal.stream().findFirst());
        }
        if (free.size() > 1) {
            throw new TargetException(entry.title() + ": " + free.size()
                    + " rows could be taken over, and none is as wanted: remove all but one, or mark the one that is meant with "
                    + handOver(entry, free.get(0)) + ". They are " + entry.menu() + "/print where .id="
                    + String.join(" or .id=", free.stream().map(Row::id).toList()));
        }
        return free.stream().findFirst();
    }

    /**
     * What a row has that is not as the entry wants it, or would make it: in which it differs from what was asked for, whether
     * it is switched off, and, where nothing names rows, whatever else it was given.
     */
    Map<String, Object> different(RouterEntry entry, Row row) {
        Map<String, Object> different = seen.wording().differences(row, valuesOf(entry));
        others(entry, row).forEach(name -> different.put(name, row.text(name)));
        return different;
    }

    private List<String> others(RouterEntry entry, Row row) {
        boolean keyless = entry.table().keys().isEmpty();
        return seen.wording().others(row, entry.fields().keySet()).stream()
                .filter(name -> keyless || name.equals("disabled"))
                .toList();
    }

    /** Says that an entry cannot be as wanted for this row, what is different in it, and what can be done. */
    TargetException refusal(RouterEntry entry, Row row, Iterable<String> different) {
        StringBuilder values = new StringBuilder();
        different.forEach(f -> values.append(' ').append(f).append('=').append(shown(row, f)));
        return new TargetException(entry.title() + ": there is a row " + row.id() + " " + whose(row)
                + " and differs (it has" + values + "). " + (row.dynamic() ? dynamicWayOut(row) : wayOut(entry, row)));
    }

    /** Says that what shall be gone would be there still. */
    TargetException stays(RouterEntry entry, Row row) {
        return new TargetException(entry.title() + " shall be gone, and there is a row " + row.id() + " " + whose(row)
                + ". mkrun leaves it alone: " + seen.menu() + "/remove " + row.id() + " removes it");
    }

    /** Says that an entry's stand-in is on the wrong side of the row that the order counts from. */
    TargetException misplaced(RouterEntry entry, Row row, String where) {
        return new TargetException(entry.title() + ": there is a row " + row.id() + " " + whose(row)
                + ", as wanted but not " + where + ". " + (row.dynamic() ? dynamicWayOut(row) : wayOut(entry, row)));
    }

    private static String whose(Row row) {
        if (row.dynamic()) {
            return "that the router made by itself";
        }
        String comment = row.comment();
        return comment.startsWith(Mark.OWNER)
                ? "that belongs to \"" + comment + "\""
                : "that mkrun did not make" + (comment.isEmpty() ? "" : " (\"" + comment + "\")");
    }

    private String wayOut(RouterEntry entry, Row row) {
        return "mkrun leaves it alone: change or remove it, choose another, or "
                + Mark.named(row)
                        .map(mark -> "take it over with adopt: '" + Adoption.name(mark) + "'")
                        .orElseGet(() -> seen.book().marksRows()
                                ? "take it over with adopt: true"
                                : "hand it over with " + handOver(entry, row));
    }

    private static String handOver(RouterEntry entry, Row row) {
        return entry.menu() + "/set " + row.id() + " comment="
                + Quote.string(entry.owner().comment(Mark.note(row)));
    }

    /** Routers let nobody set a dynamic row; leases are the ones that can be made rows of one's own. */
    private String dynamicWayOut(Row row) {
        return "Routers let nobody change such a row, so adopt does not help: choose another, or change what it follows from"
                + (seen.menu().equals("/ip/dhcp-server/lease")
                        ? ". Or keep it with /ip/dhcp-server/lease/make-static " + row.id()
                                + ", and take it over with adopt: true"
                        : "");
    }

    /** A router's secret is nobody's business, whoever set it. */
    private String shown(Row row, String name) {
        String value = row.text(name);
        return value.isEmpty() ? "\"\"" : seen.wording().secret(name) ? Secret.MASK : value;
    }
}
