package mkrun.lab;

import java.time.Duration;
import java.util.function.Consumer;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;
import org.jspecify.annotations.Nullable;

/** Imports the images of containers in the background, from files and registries. */
final class ContainerImports {
    private final LabConfig config;
    private final RouterState state;
    private final ContainerFiles disk;
    private final ContainerSigns signs;
    private final FaultPlan faults;
    private final LabClock clock;
    private final Runnable save;
    private final Consumer<TableRow> start;

    /** @param start begins to start a container */
    ContainerImports(
            LabConfig config,
            RouterState state,
            ContainerFiles disk,
            ContainerSigns signs,
            FaultPlan faults,
            LabClock clock,
            Runnable save,
            Consumer<TableRow> start) {
        this.config = config;
        this.state = state;
        this.disk = disk;
        this.signs = signs;
        this.faults = faults;
        this.clock = clock;
        this.save = save;
        this.start = start;
    }

    /** Begins to import the image of a container. */
    void begin(TableRow row) {
        String file = row.text("file");
        String root = RouterFiles.normal(row.text("root-dir"));
        String id = row.id();
        boolean remote = file.isEmpty();
        signs.show(row, remote ? ContainerStatus.PULLING : ContainerStatus.EXTRACTING);
        String from = remote ? "registry:" + row.text("remote-image") : file;
        signs.log(row, "*** importing remote image: " + from);
        boolean checked = !row.text("check-certificate").equals("false");
        ContainerFiles.Opening source =
                remote ? disk.remote(row.text("remote-image"), checked, () -> downloaded(id)) : disk.archive(file);
        long begin = System.nanoTime();
        boolean fails = faults.importing();
        clock.after(Duration.ZERO, () -> {
            ContainerFiles.Import result = fails ? ContainerFiles.broken() : disk.unpack(source, root, id);
            Duration least = config.speeds().extract().plus(remote ? Duration.ZERO : disk.writing(file));
            Duration left = least.minusNanos(System.nanoTime() - begin);
            clock.after(left.isNegative() ? Duration.ZERO : left, () -> extracted(id, result));
        });
    }

    private void downloaded(String id) {
        synchronized (state) {
            state.table(ContainerLife.MENU).row(id).ifPresent(row -> signs.show(row, ContainerStatus.EXTRACTING));
            save.run();
        }
    }

    private void extracted(String id, ContainerFiles.Import result) {
        synchronized (state) {
            @Nullable TableRow row = state.table(ContainerLife.MENU).row(id).orElse(null);
            if (row == null) {
                return;
            }
            if (result.image().isEmpty()) {
                signs.fail(row, ContainerStatus.FAILED, result.error());
            } else {
                describe(row, result.image().get());
                signs.log(row, "*** import done");
                signs.show(row, ContainerStatus.STOPPED);
                // Seen on 7.22: a container that starts on boot starts right after its import.
                if (row.is("start-on-boot") && state.version().atLeast("7.22")) {
                    start.accept(row);
                }
            }
            save.run();
        }
    }

    private void describe(TableRow row, LabImage image) {
        row.set("tag", image.tag()).set("os", "linux").set("arch", image.architecture());
        ContainerHealth.brought(row, image.checked() && state.version().atLeast("7.22"));
        if (state.version().atLeast("7.21")) {
            row.set("image-id", image.imageId());
        }
    }
}
