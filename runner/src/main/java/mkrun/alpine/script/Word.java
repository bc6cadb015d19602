package mkrun.alpine.script;

import java.util.List;

/**
 * A word before expansion.
 *
 * @param line where it is, from 1
 * @param parts what it is put together from, never empty; a quoted empty string is a part too
 */
record Word(int line, List<Part> parts) {
    /** What a part expands to. */
    enum Kind {
        /** The text itself. */
        LITERAL,
        /** A parameter: the text is what stands between the braces. */
        PARAMETER,
        /** The output of commands: the text is their source. */
        COMMANDS,
        /** Something this reader does not do: the text, for the message. */
        UNSUPPORTED
    }

    /**
     * @param quoted whether it is safe from splitting and file name patterns
     */
    record Part(Kind kind, String text, boolean quoted) {}

    Word {
        parts = List.copyOf(parts);
    }

    /** The text if the word is one bare literal, else an empty string: how reserved words are told. */
    String bare() {
        return parts.size() == 1
                        && parts.get(0).kind() == Kind.LITERAL
                        && !parts.get(0).quoted()
                ? parts.get(0).text()
                : "";
    }
}
