package mkrun.alpine.script;

/**
 * Where a command reads and writes. What goes to the error channel is not kept.
 *
 * @param in all there is to read
 * @param out what has been written
 */
record Io(String in, StringBuilder out) {
    /** Nothing to read, and nobody looks at what is written. */
    static Io none() {
        return new Io("", new StringBuilder());
    }
}
