package mkrun.routeros;

/**
 * A command as sent, and as shown to people.
 *
 * @param text for the wire
 * @param masked the same with secrets hidden
 */
public record CommandText(String text, String masked) {
    /** What stands in for a secret. */
    private static final String MASK = "********";

    /** A command of a menu without arguments: {@code /ip/address/add}; in the root menu {@code :put}. */
    public static CommandText of(String menu, String command) {
        String head = menu.equals("/") ? ":" + command : menu + "/" + command;
        return new CommandText(head, head);
    }

    /** With one more argument, quoted where needed. */
    public CommandText with(String name, String value) {
        return plus(" " + name + "=" + Quote.value(value));
    }

    /** With one more word that stands for itself, {@code blackhole}, or taken away, {@code !blackhole}. */
    public CommandText withSwitch(String name, boolean there) {
        return plus(there ? " " + name : " !" + name);
    }

    /** With one more argument whose value nobody may see. */
    public CommandText withSecret(String name, String value) {
        return new CommandText(text + " " + name + "=" + Quote.value(value), masked + " " + name + "=" + MASK);
    }

    /** With the row it acts on, by its id. */
    public CommandText on(Row row) {
        return plus(" " + row.id());
    }

    /** With the rows it acts on, those whose field has that value: {@code [find where name="web"]}. */
    public CommandText where(String field, String value) {
        return plus(" [find where " + field + "=" + Quote.string(value) + "]");
    }

    /**
     * The same, refused where no row's field has that value: {@code set} and its like say nothing about none, and so would
     * seem to have had an effect.
     *
     * @param menu whose rows it acts on
     */
    public CommandText unlessNone(String menu, String field, String value) {
        String guard = ":if ([:len [" + menu + "/find where " + field + "=" + Quote.string(value)
                + "]] = 0) do={:error \"no such item\"}; ";
        return new CommandText(guard + text, masked);
    }

    /** With words of RouterOS as they are; the caller has quoted what needs it. */
    public CommandText plus(String words) {
        return new CommandText(text + words, masked + words);
    }

    /** The masked form: what a log or an exception may show. */
    @Override
    public String toString() {
        return masked;
    }
}
