package mkrun.op.router;

import java.util.Optional;
import mkrun.routeros.Row;

/**
 * What tells mkrun's rows from those of others: the comment {@code mkrun:NAME}, behind which a note for people may stand,
 * {@code mkrun:NAME | NOTE}.
 *
 * @param name unique within the menu of a router; {@code OWNER/...} for rows that belong together
 */
record Mark(String name) {
    /** What the comment of every row of mkrun's begins with. */
    static final String OWNER = "mkrun:";

    private static final String BEFORE_NOTE = " | ";

    /**
     * @throws IllegalArgumentException if the name is blank, holds what stands before a note, or ends as that begins
     */
    Mark {
        if (!possible(name)) {
            throw new IllegalArgumentException("not a mark: '" + name + "'");
        }
    }

    /** The mark of that name; empty if no mark can have it. */
    static Optional<Mark> of(String name) {
        return possible(name) ? Optional.of(new Mark(name)) : Optional.empty();
    }

    /** With what begins a note at its end, a mark would end there as soon as there is one. */
    private static boolean possible(String name) {
        return !name.isBlank() && !(name + " ").contains(BEFORE_NOTE);
    }

    /** Whether that row is the one meant. */
    boolean owns(Row row) {
        return row.comment().equals(OWNER + name) || row.comment().startsWith(OWNER + name + BEFORE_NOTE);
    }

    /** The comment with a note; an empty note is none. */
    String comment(String note) {
        return OWNER + name + (note.isEmpty() ? "" : BEFORE_NOTE + note);
    }

    /** What people say of a row: its comment, less a mark of mkrun's. */
    static String note(Row row) {
        String comment = row.comment();
        if (!comment.startsWith(OWNER)) {
            return comment;
        }
        int note = comment.indexOf(BEFORE_NOTE);
        return note < 0 ? "" : comment.substring(note + BEFORE_NOTE.length());
    }

    /** The mark that a row carries; empty for rows of others. */
    static Optional<Mark> named(Row row) {
        String comment = row.comment();
        if (!comment.startsWith(OWNER)) {
            return Optional.empty();
        }
        int note = comment.indexOf(BEFORE_NOTE);
        return of(comment.substring(OWNER.length(), note < 0 ? comment.length() : note));
    }

    /** Whether that row is one of an owner's. */
    static boolean of(String owner, Row row) {
        return row.comment().startsWith(OWNER + owner + "/");
    }
}
