package mkrun.op.router;

import java.util.List;
import java.util.Map;
import mkrun.routeros.Row;

/** What a container is doing, whichever way the router's version tells it. */
enum ContainerState {
    EXTRACTING,
    STOPPED,
    STARTING,
    RUNNING,
    STOPPING,
    DELETING,
    FAILED,
    UNKNOWN;

    // Up to 7.19 a text; later flags, of which those of the unusual come first here: a container whose import failed
    // also counts as stopped.
    private static final Map<String, ContainerState> BY_STATUS = Map.of(
            "extracting", EXTRACTING,
            "pulling", EXTRACTING,
            "stopped", STOPPED,
            "running", RUNNING,
            "stopping", STOPPING,
            "error", FAILED);
    private static final List<Map.Entry<String, ContainerState>> BY_FLAG = List.of(
            Map.entry("download/extract failed", FAILED),
            Map.entry("deleting", DELETING),
            Map.entry("downloading/extracting", EXTRACTING),
            Map.entry("stopping", STOPPING),
            Map.entry("starting", STARTING),
            Map.entry("running", RUNNING),
            Map.entry("starting-with-healthcheck", RUNNING),
            Map.entry("healthy", RUNNING),
            Map.entry("unhealthy", RUNNING),
            Map.entry("stopped", STOPPED));

    static ContainerState of(Row row) {
        if (row.get("status").isPresent()) {
            return BY_STATUS.getOrDefault(row.text("status"), UNKNOWN);
        }
        return BY_FLAG.stream()
                .filter(f -> row.is(f.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(UNKNOWN);
    }

    /** Whether it has processes, or soon will. */
    boolean live() {
        return this == STARTING || this == RUNNING;
    }

    /** For messages. */
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
