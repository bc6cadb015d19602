package mkrun.lab.script;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Why the API did not carry a command out. */
public final class ApiRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private static final int MISSING = 0;
    private static final int VALUE = 1;
    private static final Pattern VALUES = Pattern.compile(
            "invalid value for argument .*|input does not match any value of .*|ambiguous value of .*|value of .* out of range .*",
            Pattern.DOTALL);
    private static final String NO_SUCH_ITEM = "no such item";

    private final transient List<Reason> reasons;

    /**
     * One of the reasons.
     *
     * @param message in the router's words
     * @param category of the manual's list; empty for what comes from behind the console, which sorts nothing
     */
    public record Reason(String message, OptionalInt category) {}

    private ApiRefusal(List<Reason> reasons) {
        super(reasons.get(0).message(), null, false, false); // words for a client; no stack trace is ever shown
        this.reasons = List.copyOf(reasons);
    }

    /** Never empty, in the order in which routers give them. */
    public List<Reason> reasons() {
        return reasons;
    }

    static ApiRefusal unknownParameter(String name) {
        return new ApiRefusal(List.of(new Reason("unknown parameter " + name, OptionalInt.empty())));
    }

    static ApiRefusal noSuchCommand() {
        return new ApiRefusal(List.of(new Reason("no such command", OptionalInt.of(MISSING))));
    }

    /** Routers give two reasons for a path that leads nowhere. */
    static ApiRefusal noSuchMenu(String word) {
        return new ApiRefusal(List.of(
                new Reason("no such command or directory (" + word + ")", OptionalInt.of(MISSING)),
                new Reason("no such command prefix", OptionalInt.empty())));
    }

    static ApiRefusal invalidQuery() {
        return new ApiRefusal(List.of(new Reason("failure: invalid query", OptionalInt.empty())));
    }

    /**
     * @param byId whether the command named its rows by ids: the console looks up names itself, ids are looked up
     *     behind it, where errors have numbers and no category
     */
    static ApiRefusal of(RouterError error, boolean byId) {
        String text = error.bare();
        if (text.equals(NO_SUCH_ITEM) && byId) {
            return new ApiRefusal(List.of(new Reason(NO_SUCH_ITEM + " (4)", OptionalInt.empty())));
        }
        OptionalInt category = text.equals(NO_SUCH_ITEM)
                ? OptionalInt.of(MISSING)
                : VALUES.matcher(text).matches() ? OptionalInt.of(VALUE) : OptionalInt.empty();
        return new ApiRefusal(List.of(new Reason(Bytes.of(text), category)));
    }
}
