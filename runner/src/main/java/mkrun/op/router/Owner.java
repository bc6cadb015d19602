package mkrun.op.router;

import java.util.List;
import mkrun.op.router.Whose.Kind;

/**
 * Who is meant by a name that somebody gave: an owner of rows, a container, a single mark, or whichever of them it is.
 *
 * @param kinds what it may be
 * @param name of it
 */
public record Owner(List<Kind> kinds, String name) {
    private static final List<Kind> ANY = List.of(Kind.values());

    public Owner {
        kinds = List.copyOf(kinds);
    }

    /**
     * Reads {@code web}; {@code @web}, {@code container:web} and {@code mark:web} say which one is meant.
     *
     * @throws IllegalArgumentException if it names nothing; the message can be shown to a user
     */
    public static Owner parse(String text) {
        Owner owner = text.startsWith("@")
                ? new Owner(List.of(Kind.ROWS), text.substring(1))
                : text.startsWith("container:")
                        ? new Owner(List.of(Kind.CONTAINER), text.substring("container:".length()))
                        : text.startsWith("mark:")
                                ? new Owner(List.of(Kind.MARK), text.substring("mark:".length()))
                                : new Owner(ANY, text);
        if (owner.name.isBlank()) {
            throw new IllegalArgumentException(
                    "'" + text + "' names no owner: give the name of a container, of an owner or a mark, as in 'web'");
        }
        return owner;
    }

    /** Whether that one is meant. */
    boolean means(Whose whose) {
        return kinds.contains(whose.kind()) && whose.name().equals(name);
    }

    /** How to say that one and no other. */
    static String precisely(Whose whose) {
        return switch (whose.kind()) {
            case CONTAINER -> "container:" + whose.name();
            case ROWS -> "@" + whose.name();
            case MARK -> "mark:" + whose.name();
        };
    }
}
