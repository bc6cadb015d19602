package mkrun.lab;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.lab.script.RouterError;
import mkrun.lab.script.Table;
import mkrun.lab.script.TableRow;

/**
 * Which disks can be added, and what each needs.
 *
 * <p>Sources: MikroTik's manual, whose examples give each kind what it needs here, and what 7.24 completes. Whether routers
 * take less, or what belongs to another kind, nobody has shown; nor have their words been seen, which are worded after those of
 * other menus.
 */
final class DiskKinds {
    static final String TYPE = "type";
    static final String SLOT = "slot";
    static final String HARDWARE = "hardware";
    static final String TMPFS = "tmpfs";
    static final String RAMDISK = "ramdisk";
    static final String NFS = "nfs";
    static final String RAID = "raid";
    static final String CRYPTED = "crypted";
    static final String BACKEND = "crypted-backend";
    static final String MASTER = "raid-master";
    static final String ROLE = "raid-role";
    static final String COUNT = "raid-device-count";
    static final String LEVEL = "raid-type";

    private static final String KEY = "encryption-key";

    /** What stands for no array. */
    static final String NONE = "none";

    private static final String SPARE = "spare";

    private static final Map<String, List<String>> REQUIRED = Map.of(
            TMPFS,
            List.of(),
            RAMDISK,
            List.of("ramdisk-size"),
            NFS,
            List.of("nfs-address"),
            "smb",
            List.of("smb-address", "smb-share"),
            "iscsi",
            List.of("iscsi-address", "iscsi-iqn"),
            RAID,
            List.of(LEVEL, COUNT),
            CRYPTED,
            List.of(BACKEND, KEY));

    /** Fields that say something of one kind only. */
    private static final Map<String, Set<String>> OWN = Map.ofEntries(
            Map.entry(TMPFS, Set.of("tmpfs-max-size")),
            Map.entry(RAMDISK, Set.of("ramdisk-size")),
            Map.entry(NFS, Set.of("nfs-address", "nfs-share")),
            Map.entry("smb", Set.of("smb-address", "smb-share", "smb-user", "smb-password", "smb-encryption")),
            Map.entry("iscsi", Set.of("iscsi-address", "iscsi-iqn", "iscsi-port")),
            Map.entry(RAID, Set.of(LEVEL, COUNT, "raid-chunk-size", "raid-max-component-size")),
            Map.entry(CRYPTED, Set.of(BACKEND, KEY)),
            Map.entry("file", Set.of("file-path", "file-size", "file-offset")),
            Map.entry("partition", Set.of("parent", "partition-number", "partition-offset", "partition-size")),
            Map.entry("sshfs", Set.of("sshfs-address", "sshfs-path", "sshfs-port", "sshfs-user", "sshfs-password")),
            Map.entry(
                    "nvme-tcp",
                    Set.of(
                            "nvme-tcp-address",
                            "nvme-tcp-host-name",
                            "nvme-tcp-name",
                            "nvme-tcp-nqn",
                            "nvme-tcp-password",
                            "nvme-tcp-port")));

    /** The fewest disks that make an array of a level, as Linux has it. */
    private static final Map<String, Integer> FEWEST = Map.of("0", 2, "1", 2, "4", 3, "5", 3, "6", 4, "linear", 2);

    /** What can be set of the disk that is plugged in; the lab does not mount it otherwise, nor give it away. */
    private static final Set<String> OF_HARDWARE =
            Set.of("comment", "nfs-sharing", "smb-sharing", "media-sharing", "media-interface");

    private DiskKinds() {}

    /**
     * Refuses what cannot be a disk.
     *
     * @param disks all that there are
     * @param self the disk if it is there already
     * @param values what it is to be
     */
    static void check(Table disks, Optional<TableRow> self, Map<String, String> values) throws RouterError {
        String type = values.getOrDefault(TYPE, "");
        if (!REQUIRED.containsKey(type)) {
            throw RouterError.of("failure: not supported");
        }
        for (String field : REQUIRED.get(type)) {
            if (values.getOrDefault(field, "").isEmpty()) {
                throw RouterError.of("failure: " + field + " is required");
            }
        }
        for (Map.Entry<String, Set<String>> kind : OWN.entrySet()) {
            for (String field : kind.getValue()) {
                if (!kind.getKey().equals(type) && values.containsKey(field)) {
                    throw RouterError.of("failure: " + field + " is not for type " + type);
                }
            }
        }
        if (type.equals(RAID)) {
            checkArray(disks, self, values);
        }
        if (type.equals(CRYPTED)) {
            checkCrypted(disks, self, values);
        }
        checkMember(disks, self, values);
    }

    /** Refuses to change of the disk that is plugged in what the lab does not do. */
    static void checkHardware(TableRow disk, Map<String, String> changes) throws RouterError {
        for (Map.Entry<String, String> change : changes.entrySet()) {
            boolean same = disk.text(change.getKey()).equals(change.getValue());
            if (!same && !OF_HARDWARE.contains(change.getKey())) {
                throw RouterError.of("failure: not supported");
            }
        }
    }

    private static void checkArray(Table disks, Optional<TableRow> self, Map<String, String> values)
            throws RouterError {
        int count = number(values.get(COUNT));
        if (count < FEWEST.getOrDefault(values.get(LEVEL), 2)) {
            throw RouterError.of("failure: too few devices for raid-type " + values.get(LEVEL));
        }
        boolean another = self.filter(
                        row -> !row.text(LEVEL).equals(values.get(LEVEL)) || number(row.text(COUNT)) != count)
                .isPresent();
        if (another && !members(disks, self.get().text(SLOT)).isEmpty()) {
            throw RouterError.of("failure: raid has members");
        }
    }

    private static void checkMember(Table disks, Optional<TableRow> self, Map<String, String> values)
            throws RouterError {
        String master = values.getOrDefault(MASTER, NONE);
        if (master.equals(NONE)) {
            if (values.containsKey(ROLE)) {
                throw RouterError.of("failure: raid-master is required");
            }
            return;
        }
        Optional<TableRow> array =
                disks.where(SLOT, master).filter(row -> row.text(TYPE).equals(RAID));
        if (array.isEmpty()) {
            throw RouterError.complete("input does not match any value of raid-master");
        }
        if (!values.getOrDefault(TYPE, "").equals(RAMDISK)) {
            throw RouterError.of(
                    "failure: not supported"); // the lab has no other disk that could be written to as a whole
        }
        String role = values.getOrDefault(ROLE, "");
        if (role.isEmpty()) {
            throw RouterError.of("failure: raid-role is required");
        }
        if (!role.equals(SPARE)
                && (number(role) < 0 || number(role) >= number(array.get().text(COUNT)))) {
            throw RouterError.complete("invalid value for argument raid-role");
        }
        if (self.filter(row -> !row.text(MASTER).equals(master) && busy(disks, row))
                .isPresent()) {
            throw inUse();
        }
        String id = self.map(TableRow::id).orElse("");
        boolean taken = !role.equals(SPARE)
                && members(disks, master).stream()
                        .anyMatch(row -> !row.id().equals(id) && row.text(ROLE).equals(role));
        if (taken) {
            throw RouterError.of("failure: raid-role is taken");
        }
    }

    private static void checkCrypted(Table disks, Optional<TableRow> self, Map<String, String> values)
            throws RouterError {
        if (self.isPresent()) {
            boolean another = List.of(BACKEND, KEY).stream()
                    .anyMatch(field -> !self.get().text(field).equals(values.get(field)));
            if (another) {
                throw RouterError.of("failure: not supported"); // what is read by a key then is nothing
            }
            return;
        }
        Optional<TableRow> backend = disks.where(SLOT, values.get(BACKEND)).filter(row -> row.is("block-device"));
        if (backend.isEmpty()) {
            throw RouterError.complete("input does not match any value of " + BACKEND);
        }
        if (busy(disks, backend.get())) {
            throw inUse();
        }
    }

    /** Whether a disk is mounted, or stands behind another; no source tells what routers make of that. */
    private static boolean busy(Table disks, TableRow disk) {
        return disk.is("mounted") || behind(disks, disk).isPresent();
    }

    /** What a disk is a part of: an array or an encrypted disk. */
    static Optional<TableRow> behind(Table disks, TableRow disk) {
        String master = disk.text(MASTER);
        Optional<TableRow> array =
                master.isEmpty() || master.equals(NONE) ? Optional.empty() : disks.where(SLOT, master);
        return array.or(() -> disks.rows().stream()
                .filter(row -> row.text(BACKEND).equals(disk.text(SLOT)))
                .findFirst());
    }

    /** Whether what is on a disk is lost with the power: it lies in memory, in the end. */
    static boolean inMemory(Table disks, TableRow disk) {
        return switch (disk.text(TYPE)) {
            case RAMDISK, RAID -> true; // arrays are made of nothing else here
            case CRYPTED ->
                disks.where(SLOT, disk.text(BACKEND))
                        .filter(backend -> !inMemory(disks, backend))
                        .isEmpty();
            default -> false;
        };
    }

    static RouterError inUse() {
        return RouterError.of("failure: disk is in use");
    }

    /** The disks that an array is made of, spare ones included. */
    static List<TableRow> members(Table disks, String slot) {
        return disks.rows().stream()
                .filter(row -> row.text(MASTER).equals(slot))
                .toList();
    }

    /** The bytes of an array whose members are all there; empty if some are not. */
    static Optional<Long> assembled(Table disks, TableRow array) {
        List<Long> sizes = members(disks, array.text(SLOT)).stream()
                .filter(row -> !row.text(ROLE).equals(SPARE) && !row.is("disabled"))
                .map(row -> Long.parseLong(row.text("ramdisk-size")))
                .toList();
        int count = number(array.text(COUNT));
        if (sizes.size() != count) {
            return Optional.empty();
        }
        long least = sizes.stream().mapToLong(Long::longValue).min().orElse(0);
        return Optional.of(
                switch (array.text(LEVEL)) {
                    case "linear" -> sizes.stream().mapToLong(Long::longValue).sum();
                    case "1" -> least;
                    case "4", "5" -> least * (count - 1);
                    case "6" -> least * (count - 2);
                    default -> least * count;
                });
    }

    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }
}
