package mkrun.op.router;

import java.util.List;
import mkrun.op.image.ImageSource;

/** What a container on a router consists of. */
public final class ContainerTasks {
    private ContainerTasks() {}

    /** The tasks, in the order they must run. */
    public static List<NamedOperation> of(ContainerSpec spec, ImageSource source) {
        return List.of();
    }
}
