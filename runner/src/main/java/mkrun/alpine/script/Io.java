package mkrun.alpine.script;

/**
 * Where a command reads and writes. What goes to the error channel is not kept.
 *
 * @param in all there is to read
 * @param out what has been written
 * @param isHeard whether what is written becomes part of something: a value, a file, another command's input
 */
record Io(String in, StringBuilder out, boolean isHeard) {
    /** Nothing to read, and nobody looks at what is written. */
    static Io none() {
        return new Io("", new StringBuilder(), false);
    }

    /** Something to read, and what is written will be used. */
    static Io heard(String in) {
        return new Io(in, new StringBuilder(), true);
    }

    Io reading(String otherIn) {
        return new Io(otherIn, out, isHeard);
    }

    /** Writes to nowhere. */
    Io silent() {
        return new Io(in, new StringBuilder(), false);
    }
}
