package mkrun.op.router;

import java.util.List;
import java.util.stream.Collectors;

/** Fields that a menu does not have, or values that they cannot take: all that is wrong with one operation. */
public class RefusedFieldsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * One of them.
     *
     * @param field as the playbook names it
     * @param value as the playbook has it, to tell it from others of that name; empty if that is not known, or a secret
     * @param message what is wrong with it, in a sentence that a user can be shown
     */
    public record Refused(String field, String value, String message) {}

    @SuppressWarnings("serial") // never serialised
    private final List<Refused> refused;

    /** @param refused at least one */
    public RefusedFieldsException(List<Refused> refused) {
        super(refused.stream().map(Refused::message).collect(Collectors.joining("; ")));
        this.refused = List.copyOf(refused);
    }

    /** In the order in which they were given. */
    public List<Refused> refused() {
        return refused;
    }
}
