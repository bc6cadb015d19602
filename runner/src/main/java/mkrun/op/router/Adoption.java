package mkrun.op.router;

import java.util.List;
import mkrun.routeros.Row;

/**
 * Which rows of others a task may take over.
 *
 * @param nobodys those without a mark of mkrun's
 * @param from the owners, or the marks of single rows, whose rows it may take, too
 */
public record Adoption(boolean nobodys, List<String> from) {
    /** None. */
    public static final Adoption NONE = new Adoption(false, List.of());
    /** What no task of mkrun's made. */
    public static final Adoption NOBODYS = new Adoption(true, List.of());

    private static final String OWNER = "@";

    public Adoption {
        from = List.copyOf(from);
    }

    /** What no task of mkrun's made, and what these made. */
    public static Adoption from(List<String> names) {
        return new Adoption(true, names);
    }

    /** Whether anything may be taken over. */
    boolean asked() {
        return nobodys;
    }

    /** Whether that row may. */
    boolean takes(Row row) {
        return nobodys && Mark.named(row).map(mark -> from.contains(name(mark))).orElse(true);
    }

    /** By what name a task that made a row is told: the owner of several, or the mark of a single one. */
    static String name(Mark mark) {
        int slash = mark.name().indexOf('/');
        return mark.name().startsWith(OWNER) && slash > 0 ? mark.name().substring(OWNER.length(), slash) : mark.name();
    }
}
