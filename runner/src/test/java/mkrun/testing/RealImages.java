package mkrun.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import mkrun.image.Architecture;
import mkrun.image.ImageStore;
import mkrun.inventory.Inventory;
import mkrun.inventory.InventoryException;
import mkrun.op.image.ImageBuilder;
import mkrun.op.image.ImageDefinition;
import mkrun.op.image.ImageSource;
import mkrun.op.rootfs.PackagesInstalled;
import mkrun.op.rootfs.ServiceEnabled;
import mkrun.playbook.LoadOptions;
import mkrun.playbook.Playbook;
import mkrun.playbook.PlaybookException;
import mkrun.playbook.PlaybookLoader;
import mkrun.target.Progress;
import mkrun.target.TargetException;
import mkrun.task.Condition;
import mkrun.task.Operation;
import mkrun.task.SourcePos;
import mkrun.task.Task;
import mkrun.task.TaskId;

/** Images of the real Alpine packages. */
public final class RealImages {
    /** The Alpine architecture of the real packages for each architecture of routers. */
    public static final Map<Architecture, String> ALPINE =
            Map.of(Architecture.AMD64, "x86_64", Architecture.ARM64, "aarch64", Architecture.ARM, "armhf");

    private RealImages() {}

    /** A definition with these operations, one task each. */
    public static ImageDefinition definition(String name, Operation<?, ?>... operations) {
        List<Task> tasks = new ArrayList<>();
        for (Operation<?, ?> operation : operations) {
            SourcePos position = new SourcePos("test.groovy", tasks.size() + 1, 0);
            TaskId id = new TaskId("", operation.type(), position, 0);
            tasks.add(new Task(
                    id, operation, Condition.ALWAYS, List.of(), Set.of(), false, Optional.empty(), Optional.empty()));
        }
        Path alpine = Needs.alpine();
        return new ImageDefinition(
                name,
                new SourcePos("test.groovy", 1, 0),
                List.of(alpine.resolve("apks").toString()),
                alpine.resolve("keys").toString(),
                Map.of("TZ", "Europe/Berlin"),
                Map.of("org.opencontainers.image.source", "https://example.net/alp-rc"),
                ImageDefinition.INIT,
                Optional.empty(),
                false,
                Map.of(Architecture.AMD64, tasks, Architecture.ARM64, tasks, Architecture.ARM, tasks));
    }

    /** A small image: Alpine's base and a service. */
    public static ImageDefinition small() {
        return definition(
                "small", new PackagesInstalled(List.of("alpine-base")), new ServiceEnabled("syslog", "default", true));
    }

    /** Alpine with OpenRC as process 1 and an SSH server, as {@code playbooks/alp_rc.groovy} and its roles say. */
    public static ImageDefinition alpRc() throws PlaybookException, InventoryException {
        Path playbook = Needs.projectRoot().resolve("playbooks/alp_rc.groovy");
        Playbook loaded =
                new PlaybookLoader(LoadOptions.forImages()).load(playbook, Inventory.read(List.of("localhost,")));
        Path alpine = Needs.alpine();
        return loaded.images()
                .get("alp-rc")
                .withRepositories(List.of(alpine.resolve("apks").toString()))
                .withKeysDir(alpine.resolve("keys").toString());
    }

    /** The image of a definition, with store and cache below a folder. */
    public static ImageSource.Resolved resolve(ImageDefinition definition, Architecture architecture, Path dir)
            throws TargetException {
        ImageStore store = new ImageStore(dir.resolve("images"));
        return new ImageBuilder(dir.resolve("packages"), store, OptionalLong.empty(), Progress.NONE)
                .source(definition, ALPINE)
                .resolve(architecture);
    }
}
