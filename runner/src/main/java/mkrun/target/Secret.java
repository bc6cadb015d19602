package mkrun.target;

import org.jspecify.annotations.Nullable;

/** A value that no output may show. Its text form is a mask; {@link #reveal} is for the wire and nothing else. */
public final class Secret {
    /** What stands in for a secret wherever people read. */
    public static final String MASK = "********";

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps a value; the caller forgets the bare one. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The bare value. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }
}
