package mkrun.task;

/**
 * Tasks of a host that take effect together or not at all: when one of them fails, what they changed is taken back.
 *
 * @param name as shown when that happens
 * @param implicit whether nobody asked for it: it protects what runs, and so begins only with the first task that
 *     {@link Operation#endangers} something; what was done before stays
 */
public record Transaction(String name, boolean implicit) {}
