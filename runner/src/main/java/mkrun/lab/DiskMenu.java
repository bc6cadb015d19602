package mkrun.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import mkrun.lab.script.CommandCall;
import mkrun.lab.script.Interpreter;
import mkrun.lab.script.RouterError;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.Table;
import mkrun.lab.script.TableRow;

/**
 * The menu {@code /disk}: the disk that is plugged in, disks in memory, and those of other machines, none of which is ever
 * reached.
 */
final class DiskMenu {
    private static final String MENU = "/disk";
    private static final String SIZE = "size";
    private static final String FREE = "free";
    private static final String MOUNTED = "mounted";
    private static final String BLOCK_DEVICE = "block-device";
    private static final String DISABLED = "disabled";
    private static final String UNSET = "unset";

    private final LabConfig config;
    private final RouterState state;
    private final Table disks;
    private final RouterFiles files;
    private final boolean anew;

    /** @param anew whether the router has just been switched on, so that its memory is empty */
    DiskMenu(LabConfig config, RouterState state, RouterFiles files, boolean anew) {
        this.config = config;
        this.state = state;
        this.disks = state.table(MENU);
        this.files = files;
        this.anew = anew;
    }

    /** Says that a router comes with the disk that is plugged in, so that exports only tell what was set of it. */
    static void factory(LabConfig config, RouterState asItCame) {
        if (config.hardware().diskBytes() > 0) {
            asItCame.table(MENU).add(plugged());
        }
    }

    private static Map<String, String> plugged() {
        return Map.of(DiskKinds.SLOT, RouterFiles.SLOT, DiskKinds.TYPE, DiskKinds.HARDWARE, DISABLED, "false");
    }

    void register(Interpreter interpreter) throws IOException {
        if (anew) {
            empty();
        }
        show();
        disks.beforeRead(table -> refresh());
        interpreter.on(MENU, "add", this::add);
        interpreter.on(MENU, "remove", this::remove);
        new DiskFormat(config, state, files, this::mount).register(interpreter);
        for (String command : List.of("set", "enable", "disable", "comment", UNSET)) {
            interpreter.on(MENU, command, this::change);
        }
    }

    /** What was in memory is lost. */
    private void empty() throws IOException {
        for (TableRow row : disks.rows()) {
            String slot = row.text(DiskKinds.SLOT);
            if (row.text(DiskKinds.TYPE).equals(DiskKinds.TMPFS)) {
                RouterFiles.delete(files.root().resolve(slot));
            } else if (DiskKinds.inMemory(disks, row)) {
                RouterFiles.delete(files.root().resolve(slot));
                files.forget(slot);
            }
        }
    }

    private String add(CommandCall call) throws RouterError {
        DiskKinds.check(disks, Optional.empty(), call.arguments());
        String slot = call.argument(DiskKinds.SLOT).orElse("");
        if (!slot.isEmpty()) {
            checkSlot(slot);
        }
        TableRow row = call.proceed().orElseThrow();
        if (slot.isEmpty()) {
            row.set(DiskKinds.SLOT, freeSlot(row.text(DiskKinds.TYPE)));
        }
        refresh();
        return "";
    }

    private void checkSlot(String slot) throws RouterError {
        boolean name = slot.indexOf('/') < 0 && !RouterFiles.normal(slot).isEmpty();
        if (!name || files.locate(slot).isEmpty()) {
            throw RouterError.complete("invalid value for argument slot");
        }
        boolean disk = disks.where(DiskKinds.SLOT, slot).isPresent(); // which the menu itself refuses
        if (!disk && files.root().resolve(slot).toFile().exists()) {
            throw RouterError.of("failure: file or directory already exists");
        }
    }

    /** The manual shows {@code tmp1}; the others are named likewise. */
    private String freeSlot(String type) {
        String stem = type.equals(DiskKinds.TMPFS) ? "tmp" : type;
        int number = 1;
        while (disks.where(DiskKinds.SLOT, stem + number).isPresent()
                || files.root().resolve(stem + number).toFile().exists()) {
            number++;
        }
        return stem + number;
    }

    private String change(CommandCall call) throws RouterError {
        Map<String, String> changes = new LinkedHashMap<>(call.arguments());
        changes.remove("numbers");
        String unset = changes.remove("value-name");
        switch (call.command()) {
            case "enable" -> changes.put(DISABLED, "false");
            case "disable" -> changes.put(DISABLED, "true");
            case UNSET -> changes.put(Optional.ofNullable(unset).orElse(""), "");
            default -> {}
        }
        for (TableRow row : call.rows()) {
            if (row.text(DiskKinds.TYPE).equals(DiskKinds.HARDWARE)) {
                DiskKinds.checkHardware(row, changes);
                continue;
            }
            for (String fixed : List.of(DiskKinds.SLOT, DiskKinds.TYPE)) {
                if (!changes.getOrDefault(fixed, row.text(fixed)).equals(row.text(fixed))) {
                    throw RouterError.of("failure: not supported");
                }
            }
            Map<String, String> values = new LinkedHashMap<>(row.values());
            values.putAll(changes);
            values.values().removeIf(String::isEmpty);
            DiskKinds.check(disks, Optional.of(row), values);
        }
        call.proceed();
        refresh();
        return "";
    }

    private String remove(CommandCall call) throws RouterError {
        for (TableRow row : call.rows()) {
            if (row.text(DiskKinds.TYPE).equals(DiskKinds.HARDWARE)) {
                throw RouterError.of("failure: not supported");
            }
            boolean kept = DiskKinds.members(disks, row.text(DiskKinds.SLOT)).stream()
                    .anyMatch(member -> call.rows().stream().noneMatch(r -> r.id().equals(member.id())));
            if (kept) {
                throw RouterError.of("failure: raid has members");
            }
            Optional<TableRow> crypted = DiskKinds.behind(disks, row)
                    .filter(above -> above.text(DiskKinds.TYPE).equals(DiskKinds.CRYPTED));
            if (crypted.filter(above -> call.rows().stream().noneMatch(r -> r.id().equals(above.id())))
                    .isPresent()) {
                throw DiskKinds.inUse();
            }
        }
        call.proceed();
        refresh();
        return "";
    }

    private void refresh() {
        try {
            show();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void show() throws IOException {
        hardware();
        devices();
        mount();
        for (TableRow row : disks.rows()) {
            switch (row.text(DiskKinds.TYPE)) {
                case DiskKinds.TMPFS -> inMemory(row);
                case DiskKinds.RAMDISK, DiskKinds.RAID, DiskKinds.CRYPTED -> formatted(row);
                case DiskKinds.NFS -> say(row, "nfs-state", row.is(DISABLED) ? "" : "mounting");
                default -> {}
            }
        }
    }

    private void hardware() throws IOException {
        Optional<TableRow> there = disks.where(DiskKinds.TYPE, DiskKinds.HARDWARE);
        if (config.hardware().diskBytes() == 0) {
            there.ifPresent(disks::remove);
            return;
        }
        TableRow row = there.orElseGet(() -> disks.add(plugged()));
        put(row, DISABLED, "false");
        put(row, "model", "Lab Disk");
        put(row, "serial", "0000000001");
        put(row, "interface", config.board().diskInterface());
        put(row, SIZE, Long.toString(config.hardware().diskBytes()));
        put(row, BLOCK_DEVICE, "true");
        formatted(row);
    }

    private void mounted(TableRow row, String place) {
        put(row, MOUNTED, Boolean.toString(!place.isEmpty()));
        if (config.version().atLeast("7.21")) {
            put(row, "mount-point", place);
        }
    }

    /** Half of the memory, unless its row says how much: MikroTik's manual. */
    private Map<String, Long> memory() {
        Map<String, Long> sizes = new LinkedHashMap<>();
        disks.rows().stream()
                .filter(row -> row.text(DiskKinds.TYPE).equals(DiskKinds.TMPFS) && !row.is(DISABLED))
                .forEach(row -> sizes.put(
                        row.text(DiskKinds.SLOT),
                        row.get("tmpfs-max-size")
                                .map(Long::parseLong)
                                .orElse(config.board().memory() / 2)));
        return sizes;
    }

    private void inMemory(TableRow row) throws IOException {
        String slot = row.text(DiskKinds.SLOT);
        boolean on = !row.is(DISABLED);
        put(row, "fs", on ? DiskKinds.TMPFS : "");
        put(row, SIZE, on ? Long.toString(memory().get(slot)) : "");
        put(row, FREE, on ? Long.toString(files.mountFree(slot)) : "");
        put(row, BLOCK_DEVICE, "false");
        mounted(row, on ? slot : "");
    }

    /** How large block devices are, the lower before those that are made of them. */
    private void devices() {
        each(DiskKinds.RAMDISK, row -> row.get("ramdisk-size").map(Long::parseLong));
        each(DiskKinds.RAID, row -> DiskKinds.assembled(disks, row));
        each(DiskKinds.CRYPTED, row -> disks.where(DiskKinds.SLOT, row.text(DiskKinds.BACKEND))
                .flatMap(backend -> backend.get(SIZE))
                .map(Long::parseLong));
    }

    private void each(String type, Function<TableRow, Optional<Long>> bytes) {
        for (TableRow row : disks.rows()) {
            if (row.text(DiskKinds.TYPE).equals(type)) {
                Optional<Long> size = row.is(DISABLED) ? Optional.empty() : bytes.apply(row);
                put(row, SIZE, size.map(s -> Long.toString(s)).orElse(""));
                put(row, BLOCK_DEVICE, Boolean.toString(size.isPresent()));
                if (type.equals(DiskKinds.RAID)) { // what routers say of an array that lacks members is not known
                    say(row, "raid-state", size.isPresent() ? "clean" : "");
                }
            }
        }
    }

    /** Mounts what can be; a file system belongs to a disk as long as that is there. */
    private void mount() throws IOException {
        Map<String, RouterFiles.Mount> mounts = new LinkedHashMap<>();
        memory().forEach((slot, bytes) -> mounts.put(slot, new RouterFiles.Mount(bytes, false)));
        for (TableRow row : disks.rows()) {
            if (system(row).isPresent() && !row.text(DiskKinds.TYPE).equals(DiskKinds.HARDWARE)) {
                mounts.put(row.text(DiskKinds.SLOT), new RouterFiles.Mount(Long.parseLong(row.text(SIZE)), true));
            }
        }
        files.mount(mounts);
        for (String slot : files.systems().slots()) {
            if (!slot.equals(RouterFiles.SLOT)
                    && disks.where(DiskKinds.SLOT, slot).isEmpty()) {
                files.forget(slot);
            }
        }
    }

    private Optional<FileSystems.Format> system(TableRow row) {
        return row.is(BLOCK_DEVICE) ? files.systems().of(row.text(DiskKinds.SLOT)) : Optional.empty();
    }

    private void formatted(TableRow row) throws IOException {
        String slot = row.text(DiskKinds.SLOT);
        Optional<FileSystems.Format> system = system(row);
        put(row, "fs", system.map(FileSystems.Format::fs).orElse(""));
        put(row, "fs-label", system.map(FileSystems.Format::label).orElse(""));
        boolean plugged = row.text(DiskKinds.TYPE).equals(DiskKinds.HARDWARE);
        long free = plugged ? files.diskFree() : files.mountFree(slot);
        put(row, FREE, system.isPresent() ? Long.toString(free) : "");
        mounted(row, system.isPresent() ? slot : "");
    }

    /** 7.24 has one field for the states of all kinds; when it came to that is not known. */
    private void say(TableRow row, String field, String state) {
        put(row, config.version().atLeast("7.24") ? "state" : field, state);
    }

    /** Only what changes is set, so that reading is no change. */
    private static void put(TableRow row, String field, String value) {
        if (value.isEmpty() && row.get(field).isPresent()) {
            row.unset(field);
        } else if (!value.isEmpty() && !row.text(field).equals(value)) {
            row.set(field, value);
        }
    }
}
