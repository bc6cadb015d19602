package mkrun.playbook;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mkrun.task.SourcePos;

/** What a container says of others that it depends on. */
final class Dependencies {
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> restarting = new LinkedHashSet<>();
    private SourcePos position;

    /** @param position of the container, which counts while it depends on none */
    Dependencies(SourcePos position) {
        this.position = position;
    }

    void add(Map<String, ?> options, List<String> containers) {
        position = Positions.here();
        names.addAll(containers);
        if (new Options("dependsOn", options, "restart").flag("restart", false)) {
            restarting.addAll(containers);
        }
    }

    /** Containers that are healthy before it starts. */
    Set<String> names() {
        return names;
    }

    /** Those of them after whose starts it is started anew. */
    Set<String> restarting() {
        return restarting;
    }

    /** Where they were named last. */
    SourcePos position() {
        return position;
    }
}
