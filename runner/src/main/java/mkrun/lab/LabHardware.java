package mkrun.lab;

import java.util.List;

/**
 * What an emulated router has beside its CPU.
 *
 * @param containerPackage whether the package {@code container} is installed
 * @param storagePackage whether the package {@code rose-storage} is installed
 * @param containersAllowed device-mode's {@code container} switch
 * @param diskBytes size of the disk {@code usb1}; 0 if there is none
 * @param diskFileSystem of {@link #FILE_SYSTEMS}; containers need a Unix one
 */
public record LabHardware(
        boolean containerPackage,
        boolean storagePackage,
        boolean containersAllowed,
        long diskBytes,
        String diskFileSystem) {
    /** What a disk can come formatted as. */
    public static final List<String> FILE_SYSTEMS = List.of("ext4", "fat32", "exfat", "btrfs", "xfs");

    /** Ready for containers: package, device-mode, and an ext4 disk of 4 GB. */
    public static final LabHardware READY = new LabHardware(true, false, true, 4_000_000_000L, "ext4");

    /** As ready as a board can be: package, device-mode, and an ext4 disk if it has a port for one. */
    public static LabHardware of(Board board) {
        return READY.withDisk(board.diskBytes());
    }

    /** The same without the package {@code container}. */
    public LabHardware withoutContainerPackage() {
        return new LabHardware(false, storagePackage, containersAllowed, diskBytes, diskFileSystem);
    }

    /** The same with the package {@code rose-storage}. */
    public LabHardware withStoragePackage() {
        return new LabHardware(containerPackage, true, containersAllowed, diskBytes, diskFileSystem);
    }

    /** The same with containers not allowed by device-mode. */
    public LabHardware withoutDeviceMode() {
        return new LabHardware(containerPackage, storagePackage, false, diskBytes, diskFileSystem);
    }

    /** The same with a disk of another size; 0 for none. */
    public LabHardware withDisk(long bytes) {
        return new LabHardware(containerPackage, storagePackage, containersAllowed, bytes, diskFileSystem);
    }

    /** The same with a disk of another file system. */
    public LabHardware withFileSystem(String name) {
        return new LabHardware(containerPackage, storagePackage, containersAllowed, diskBytes, name);
    }
}
