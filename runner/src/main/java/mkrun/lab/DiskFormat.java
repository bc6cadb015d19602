package mkrun.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mkrun.lab.script.CommandCall;
import mkrun.lab.script.Interpreter;
import mkrun.lab.script.RouterError;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.Table;
import mkrun.lab.script.TableRow;

/**
 * {@code /disk/format}, {@code format-drive} before 7.19.
 *
 * <p>Sources: MikroTik's manual, for the arguments and what they can be, the default label, and what is shown at the end; that
 * {@code btrfs} and {@code xfs} come with a package. Since when {@code exfat} and what only erases are there is not known: the
 * manual is that of 7.24. How routers refuse a disk that is in use has not been seen.
 */
final class DiskFormat {
    private static final String MENU = "/disk";
    private static final Set<String> ALWAYS = Set.of("ext4", "fat32");
    private static final Set<String> WITH_PACKAGE = Set.of("btrfs", "xfs");
    private static final Set<String> NEWER = Set.of("exfat", "wipe", "wipe-quick", "discard", "discard-secure");

    /** What leaves a disk without a file system. */
    private static final Set<String> ERASING = Set.of("wipe", "wipe-quick", "discard", "discard-secure");

    /** As in ext4. */
    private static final int LONGEST_LABEL = 16;

    private final LabConfig config;
    private final RouterState state;
    private final Table disks;
    private final RouterFiles files;
    private final Mounting mounting;

    /** Mounts disks as they are now. */
    interface Mounting {
        void mount() throws IOException;
    }

    DiskFormat(LabConfig config, RouterState state, RouterFiles files, Mounting mounting) {
        this.config = config;
        this.state = state;
        this.disks = state.table(MENU);
        this.files = files;
        this.mounting = mounting;
    }

    void register(Interpreter interpreter) {
        interpreter.on(MENU, config.version().atLeast("7.19") ? "format" : "format-drive", this::format);
    }

    private String format(CommandCall call) throws RouterError {
        String system = call.argument("file-system").orElse("");
        if (system.isEmpty()) {
            throw RouterError.of("failure: file-system is required");
        }
        if (!known(system)) {
            throw RouterError.complete("input does not match any value of file-system");
        }
        checkOthers(call);
        for (TableRow disk : call.rows()) {
            check(disk);
            String slot = disk.text(DiskKinds.SLOT);
            boolean folder =
                    !disk.is("mounted") && files.root().resolve(slot).toFile().exists();
            if (folder && !ERASING.contains(system)) {
                throw RouterError.of("failure: file or directory already exists");
            }
        }
        for (TableRow disk : call.rows()) {
            String slot = disk.text(DiskKinds.SLOT);
            boolean erased = ERASING.contains(system);
            String label = erased ? "" : call.argument("label").orElse(slot + "-fs");
            make(slot, new FileSystems.Format(erased ? "" : system, label));
        }
        return call.rows().isEmpty() ? "" : "  formatted: 100%\r\n";
    }

    private boolean known(String system) {
        return ALWAYS.contains(system)
                || WITH_PACKAGE.contains(system) && state.dialect().packages().contains(Packages.STORAGE)
                || NEWER.contains(system) && config.version().atLeast("7.24");
    }

    private static void checkOthers(CommandCall call) throws RouterError {
        for (String argument : List.of("as-value", "duration", "freeze-frame-interval", "without-paging")) {
            if (call.argument(argument).isPresent() || call.flags().contains(argument)) {
                throw RouterError.of("failure: not supported");
            }
        }
        switch (call.argument("mbr-partition-table").orElse("no")) {
            case "no" -> {}
            case "yes" -> throw RouterError.of("failure: not supported"); // the lab has no partitions
            default -> throw RouterError.complete("invalid value for argument mbr-partition-table");
        }
        String label = call.argument("label").orElse("");
        if (label.getBytes(StandardCharsets.UTF_8).length > LONGEST_LABEL) {
            throw RouterError.complete("invalid value for argument label");
        }
    }

    private void check(TableRow disk) throws RouterError {
        if (!disk.is("block-device")) {
            throw RouterError.of("failure: not a block device");
        }
        if (DiskKinds.behind(disks, disk).isPresent() || usedByContainer(disk.text(DiskKinds.SLOT))) {
            throw DiskKinds.inUse();
        }
    }

    /** What a container does not let go of, no file system is made of: its files are open. */
    private boolean usedByContainer(String slot) {
        return state.table("/container").rows().stream()
                .filter(row -> !ContainerStatus.of(row).in(ContainerStatus.STOPPED, ContainerStatus.FAILED))
                .flatMap(this::paths)
                .anyMatch(path -> RouterFiles.normal(path).startsWith(slot + "/")
                        || RouterFiles.normal(path).equals(slot));
    }

    private Stream<String> paths(TableRow container) {
        List<String> paths = new ArrayList<>(List.of(container.text("root-dir"), container.text("file")));
        try {
            new ContainerMounts(config, state, files).of(container).forEach(mount -> paths.add(mount.src()));
        } catch (NotStarted nobodyKnowsWhich) {
            // what does not start holds no mounts
        }
        return paths.stream();
    }

    private void make(String slot, FileSystems.Format format) {
        try {
            files.format(slot, format);
            mounting.mount();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
