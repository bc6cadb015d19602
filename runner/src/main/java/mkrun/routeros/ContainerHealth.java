package mkrun.routeros;

/**
 * What a router's own checks of a container's health have found. From 7.22 on a row says so by the flag that it has in
 * place of {@code running}.
 */
public enum ContainerHealth {
    /** It does not run, or the router does not check it. */
    UNCHECKED,
    /** No check has succeeded yet, and not enough have failed. */
    STARTING,
    HEALTHY,
    UNHEALTHY;

    /** The health that a row of {@code /container} tells. */
    public static ContainerHealth of(Row row) {
        if (row.is("unhealthy")) {
            return UNHEALTHY;
        }
        if (row.is("healthy")) {
            return HEALTHY;
        }
        return row.is("starting-with-healthcheck") ? STARTING : UNCHECKED;
    }
}
