package mkrun.alpine;

import java.util.Optional;

/** How a dependency compares versions, in apk's spelling. */
public enum Operator {
    /** Any version, and a provide without one. */
    ANY(""),
    LESS("<"),
    LESS_EQUAL("<="),
    LESS_FUZZY("<~"),
    EQUAL("="),
    FUZZY("~"),
    GREATER_FUZZY(">~"),
    GREATER_EQUAL(">="),
    GREATER(">"),
    /** Exactly the package with this checksum, as {@code apk add file.apk} writes it into world. */
    CHECKSUM("><");

    private final String text;

    Operator(String text) {
        this.text = text;
    }

    /** The operator that apk reads from a run of {@code <=>~} characters; it looks only at which are there. */
    static Optional<Operator> of(String run) {
        boolean less = run.indexOf('<') >= 0;
        boolean greater = run.indexOf('>') >= 0;
        boolean fuzzy = run.indexOf('~') >= 0;
        boolean equal = fuzzy || run.indexOf('=') >= 0;
        if (less && greater) {
            return equal ? Optional.empty() : Optional.of(CHECKSUM);
        }
        if (less) {
            return Optional.of(fuzzy ? LESS_FUZZY : equal ? LESS_EQUAL : LESS);
        }
        if (greater) {
            return Optional.of(fuzzy ? GREATER_FUZZY : equal ? GREATER_EQUAL : GREATER);
        }
        return Optional.of(fuzzy ? FUZZY : equal ? EQUAL : ANY);
    }

    /** Whether {@code version} stands in this relation to {@code wanted}; {@link #CHECKSUM} compares no versions. */
    public boolean accepts(String version, String wanted, Semantics semantics) {
        int order = isFuzzy()
                ? ApkVersion.compareFuzzily(version, wanted, semantics)
                : ApkVersion.compare(version, wanted, semantics);
        return switch (this) {
            case ANY -> true;
            case LESS -> order < 0;
            case LESS_EQUAL, LESS_FUZZY -> order <= 0;
            case EQUAL, FUZZY -> order == 0;
            case GREATER_EQUAL, GREATER_FUZZY -> order >= 0;
            case GREATER -> order > 0;
            case CHECKSUM -> false;
        };
    }

    private boolean isFuzzy() {
        return this == FUZZY || this == LESS_FUZZY || this == GREATER_FUZZY;
    }

    @Override
    public String toString() {
        return text;
    }
}
