package mkrun.alpine.script;

/** What a word is put together from. A quoted part is safe from splitting and file name patterns. */
sealed interface Part {
    boolean quoted();

    /** The text itself. */
    record Literal(String text, boolean quoted) implements Part {}

    /**
     * {@code $name} or <code>${name}</code>, with an operator and what it works with: {@code -} {@code +} with or without a colon
     * before, {@code #} {@code ##} {@code %} {@code %%}.
     *
     * @param operator empty if there is none
     * @param operand empty if there is no operator
     */
    record Parameter(String name, String operator, Word operand, boolean quoted) implements Part {
        /** Whether the operator cuts off what a pattern matches. */
        boolean cuts() {
            return operator.startsWith("#") || operator.startsWith("%");
        }
    }

    /** <code>${#name}</code>, how long a value is. */
    record Length(String name, boolean quoted) implements Part {}

    /** {@code $(commands)}. */
    record Commands(Node body, boolean quoted) implements Part {}

    /** Something this reader does not do. */
    record Unsupported(String text, boolean quoted) implements Part {}
}
