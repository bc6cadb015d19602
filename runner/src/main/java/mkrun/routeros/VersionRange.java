package mkrun.routeros;

import java.util.Optional;

/**
 * The versions that have something: from one on, up to another that no longer has it.
 *
 * @param since the first that has it; empty if all known ones up to {@code before} have
 * @param before the first that lacks it again; empty if none does
 */
public record VersionRange(Optional<RouterosVersion> since, Optional<RouterosVersion> before) {
    /** Every version. */
    public static final VersionRange ALWAYS = new VersionRange(Optional.empty(), Optional.empty());

    /**
     * Reads the form used in our menu files: {@code 7.20+}, {@code <7.21}, or both, {@code 7.20+<7.23}.
     *
     * @throws IllegalArgumentException if the text is no range
     */
    public static VersionRange parse(String text) {
        int less = text.indexOf('<');
        String from = less < 0 ? text : text.substring(0, less);
        if (!from.isEmpty() && !from.endsWith("+") || text.isEmpty()) {
            throw new IllegalArgumentException("not a version range: '" + text + "' (expected like 7.20+ or <7.21)");
        }
        return new VersionRange(
                from.isEmpty()
                        ? Optional.empty()
                        : Optional.of(RouterosVersion.parse(from.substring(0, from.length() - 1))),
                less < 0 ? Optional.empty() : Optional.of(RouterosVersion.parse(text.substring(less + 1))));
    }

    /** Whether that version has it. */
    public boolean contains(RouterosVersion version) {
        return (since.isEmpty() || version.atLeast(since.get()))
                && (before.isEmpty() || !version.atLeast(before.get()));
    }

    /** Whether every version has it, as {@link #ALWAYS} says. */
    public boolean isAlways() {
        return since.isEmpty() && before.isEmpty();
    }

    /** In the form that {@link #parse} reads; empty for {@link #ALWAYS}. */
    @Override
    public String toString() {
        return since.map(v -> v + "+").orElse("") + before.map(v -> "<" + v).orElse("");
    }
}
