package mkrun.task;

/**
 * Tasks of a host that take effect together or not at all: when one of them fails, what they changed is taken back.
 *
 * @param name as shown when that happens
 * @param implicit whether nobody asked for it: it protects what runs, and so begins only with the first task that
 *     {@link Operation#endangers} something; what was done before stays
 * @param number tells it from others of the host's that have its name, as those of a loop do
 */
public record Transaction(String name, boolean implicit, int number) {
    /** The only one of its name. */
    public Transaction(String name, boolean implicit) {
        this(name, implicit, 0);
    }
}
