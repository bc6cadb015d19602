package mkrun.op.image;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mkrun.image.Architecture;
import mkrun.image.ImageHealth;
import mkrun.task.SourcePos;
import mkrun.task.Task;

/**
 * An image as a playbook says it.
 *
 * @param name as containers refer to it; also the repository part of its tag
 * @param position where it was written
 * @param repositories lines as in {@code /etc/apk/repositories}; or {@code embedded}
 * @param keysDir folder of {@code .rsa.pub} files that packages must be signed with; empty for Alpine's own
 * @param env environment of every process of the container
 * @param labels of the image config
 * @param command argument vector of PID 1
 * @param health the check that the image brings
 * @param sandboxesScripts whether packages' scripts that cannot be replayed run in a sandbox
 * @param tasks the rootfs tasks for each architecture, in order; the packages of all of them are installed first
 */
public record ImageDefinition(
        String name,
        SourcePos position,
        List<String> repositories,
        String keysDir,
        Map<String, String> env,
        Map<String, String> labels,
        List<String> command,
        Optional<ImageHealth> health,
        boolean sandboxesScripts,
        Map<Architecture, List<Task>> tasks) {
    /** {@code /sbin/init}: OpenRC as PID 1. */
    public static final List<String> INIT = List.of("/sbin/init");

    public ImageDefinition {
        if (!name.matches("[a-z0-9]+([._-][a-z0-9]+)*")) {
            throw new IllegalArgumentException("image name '" + name
                    + "' must be lower-case letters and digits with single '.', '_' or '-' between");
        }
        repositories = List.copyOf(repositories);
        env = Collections.unmodifiableMap(new TreeMap<>(env));
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        command = List.copyOf(command);
        tasks = Map.copyOf(tasks);
    }

    /** The rootfs tasks for an architecture, in order. */
    public List<Task> tasks(Architecture architecture) {
        return tasks.getOrDefault(architecture, List.of());
    }

    /** The same image from other repositories. */
    public ImageDefinition withRepositories(List<String> others) {
        return new ImageDefinition(
                name, position, others, keysDir, env, labels, command, health, sandboxesScripts, tasks);
    }

    /** The same image, its packages signed with keys of another folder. */
    public ImageDefinition withKeysDir(String other) {
        return new ImageDefinition(
                name, position, repositories, other, env, labels, command, health, sandboxesScripts, tasks);
    }
}
