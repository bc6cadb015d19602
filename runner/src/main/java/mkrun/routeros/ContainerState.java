package mkrun.routeros;

import java.util.List;
import java.util.Map;

/**
 * Where a container is in its life. Up to 7.19 a row says so in the property {@code status}; from 7.20 on in flags, of
 * which one is set.
 */
public enum ContainerState {
    /** Its image is being fetched or unpacked. */
    EXTRACTING,
    /** Its image could not be fetched or unpacked; the row's comment says why. */
    FAILED,
    STOPPED,
    STARTING,
    /** Its first process runs; with a health check, whatever that says. */
    RUNNING,
    STOPPING,
    /** It is being removed, its files first. */
    DELETING,
    /** The row tells nothing that is known. */
    UNKNOWN;

    private static final Map<String, ContainerState> BY_STATUS = Map.of(
            "extracting", EXTRACTING,
            "pulling", EXTRACTING,
            "error", FAILED,
            "stopped", STOPPED,
            "starting", STARTING,
            "running", RUNNING,
            "stopping", STOPPING);

    // The order matters where a row has several: what is going on says more than what was.
    private static final List<Map.Entry<String, ContainerState>> BY_FLAG = List.of(
            Map.entry("deleting", DELETING),
            Map.entry("download/extract failed", FAILED),
            Map.entry("downloading/extracting", EXTRACTING),
            Map.entry("stopping", STOPPING),
            Map.entry("starting", STARTING),
            Map.entry("starting-with-healthcheck", RUNNING),
            Map.entry("healthy", RUNNING),
            Map.entry("unhealthy", RUNNING),
            Map.entry("running", RUNNING),
            Map.entry("stopped", STOPPED));

    /** The state that a row of {@code /container} tells. */
    public static ContainerState of(Row row) {
        return row.get("status")
                .map(status -> BY_STATUS.getOrDefault(status, UNKNOWN))
                .orElseGet(() -> BY_FLAG.stream()
                        .filter(flag -> row.is(flag.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(UNKNOWN));
    }
}
