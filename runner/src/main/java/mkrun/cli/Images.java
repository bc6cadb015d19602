package mkrun.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import mkrun.alpine.repository.PackageSource;
import mkrun.image.ImageStore;
import mkrun.inventory.Inventory;
import mkrun.op.image.ImageBuilder;
import mkrun.op.image.ImageBuilt;
import mkrun.op.image.ImageDefinition;
import mkrun.op.image.ImageLock;
import mkrun.op.image.ImageSource;
import mkrun.playbook.Playbook;
import mkrun.target.Progress;
import mkrun.task.Play;
import mkrun.task.Task;

/** The images of a run: one source per definition, so that each architecture is built once. */
final class Images {
    private final ImageBuilder builder;
    private final Map<String, ImageSource> sources = new LinkedHashMap<>();

    Images(
            StateDir state,
            Map<String, String> environment,
            Optional<ImageLock> lock,
            boolean offline,
            Optional<Consumer<String>> untrusted,
            Progress progress) {
        this.builder = new ImageBuilder(
                        state.cache(),
                        new ImageStore(state.images()),
                        ImageBuilder.sourceDateEpoch(environment),
                        progress)
                .withLock(lock)
                .offline(offline)
                .allowingUntrusted(untrusted);
    }

    ImageSource source(ImageDefinition definition) {
        return sources.computeIfAbsent(definition.name(), name -> builder.source(definition));
    }

    /**
     * Stand-ins for packages are for emulated routers.
     *
     * @throws CliException naming the first task that would bring them to another one
     */
    static void refuseStandIns(Playbook playbook, Inventory inventory) {
        for (Play play : playbook.plays()) {
            play.hosts().forEach((host, tasks) -> {
                if (!HostTargets.isLab(inventory.host(host).orElseThrow())) {
                    tasks.tasks().forEach(task -> refuseStandIns(host, task, playbook.images()));
                }
            });
        }
    }

    private static void refuseStandIns(String host, Task task, Map<String, ImageDefinition> images) {
        if (task.operation() instanceof ImageBuilt built) {
            ImageDefinition image = images.get(built.imageName());
            if (image != null && image.repositories().contains(PackageSource.EMBEDDED)) {
                throw new CliException(
                        ExitCode.INVALID,
                        task.id().position() + ": image '" + image.name() + "' is made of the stand-in packages that"
                                + " mkrun carries for emulated routers, and '" + host + "' is a real one;\n  at "
                                + image.position() + " replace \"repositories 'embedded'\" by a release of Alpine, such"
                                + " as \"alpine '3.20'\"");
            }
        }
    }
}
