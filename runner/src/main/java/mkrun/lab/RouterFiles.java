package mkrun.lab;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The files of an emulated router: a directory of this machine, whose top level is the system disk, with the other
 * disk as a directory named by its slot. Only containers that really run have symbolic links in it, and no path
 * leads through one: it could lead out.
 */
final class RouterFiles {
    /** Slot of the disk beside the system disk. */
    static final String SLOT = "usb1";

    private final Path root;
    private final LabHardware hardware;
    private final Path stateDir;
    private final FileSystems systems;
    private final long systemBytes;
    private final FaultPlan faults;
    private final LabSpeeds speeds;
    private final Consumer<Duration> pause;

    /** What is mounted beside the disk that is plugged in, by slot. */
    private volatile Map<String, Mount> mounts = Map.of();

    /**
     * A disk beside the one that is plugged in.
     *
     * @param bytes its size
     * @param block whether it is a block device, which keeps its files while it is not mounted
     */
    record Mount(long bytes, boolean block) {}

    private RouterFiles(Path root, LabConfig config, FileSystems systems, FaultPlan faults, Consumer<Duration> pause) {
        this.faults = faults;
        this.root = root;
        this.stateDir = config.stateDir();
        this.systems = systems;
        this.hardware = config.hardware();
        this.systemBytes = config.board().flash();
        this.speeds = config.speeds();
        this.pause = pause;
    }

    /** The files kept in a state directory, with the disk plugged in or not as the hardware says. */
    static RouterFiles of(LabConfig config, FaultPlan faults) throws IOException {
        return of(config, faults, time -> LockSupport.parkNanos(time.toNanos()));
    }

    /**
     * The same.
     *
     * @param pause lets the time pass that the disks take
     */
    static RouterFiles of(LabConfig config, FaultPlan faults, Consumer<Duration> pause) throws IOException {
        Path root = Files.createDirectories(config.stateDir().resolve("files"));
        FileSystems systems =
                FileSystems.of(config.stateDir(), config.hardware().diskFileSystem());
        plug(
                root.resolve(SLOT),
                unplugged(config.stateDir(), SLOT),
                config.hardware().diskBytes() > 0 && systems.of(SLOT).isPresent());
        return new RouterFiles(root.toRealPath(), config, systems, faults, pause);
    }

    private static Path unplugged(Path stateDir, String slot) {
        return stateDir.resolve("unplugged-" + slot);
    }

    private static void plug(Path mounted, Path unplugged, boolean present) throws IOException {
        if (!present && Files.exists(mounted)) {
            Files.move(mounted, unplugged);
        } else if (present && Files.exists(unplugged) && !Files.exists(mounted)) {
            Files.move(unplugged, mounted);
        } else if (present) {
            Files.createDirectories(mounted);
        }
    }

    /** The directory of this machine that holds them. */
    Path root() {
        return root;
    }

    /** A path as routers write it, without leading or doubled slashes: {@code usb1/a}. */
    static String normal(String name) {
        return String.join(
                "/",
                Arrays.stream(name.split("/"))
                        .filter(p -> !p.isEmpty() && !p.equals("."))
                        .toList());
    }

    /** Where a file of the router is on this machine; empty for names that no file can have, and for links and behind them. */
    Optional<Path> locate(String name) {
        String path = normal(name);
        if (path.isEmpty() || List.of(path.split("/")).contains("..") || path.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        Path place = root.resolve(path);
        for (Path part = place; !part.equals(root); part = part.getParent()) {
            if (Files.isSymbolicLink(part)) {
                return Optional.empty();
            }
        }
        return Optional.of(place);
    }

    /** The name of a file as the router shows it. */
    String name(Path file) {
        return root.relativize(file).toString();
    }

    /** Whether a path lies on the disk beside the system disk. */
    boolean onDisk(String name) {
        String path = normal(name);
        return hardware.diskBytes() > 0
                && systems.of(SLOT).isPresent()
                && (path.equals(SLOT) || path.startsWith(SLOT + "/"));
    }

    /** Whether a path is where a disk is mounted. */
    boolean mountPoint(String name) {
        String path = normal(name);
        return path.equals(slot(path));
    }

    /** The slot of the disk that a path lies on; empty for the system disk. */
    String slot(String name) {
        String first = normal(name).split("/", 2)[0];
        return onDisk(first) || mounts.containsKey(first) ? first : "";
    }

    /** The file systems of block devices. */
    FileSystems systems() {
        return systems;
    }

    /**
     * Has these disks mounted, beside the one that is plugged in: each is a directory of its slot. Of one that is mounted no
     * more a block device keeps its files for the next time; those in memory are lost.
     */
    void mount(Map<String, Mount> wanted) throws IOException {
        for (Map.Entry<String, Mount> old : mounts.entrySet()) {
            if (!wanted.containsKey(old.getKey())) {
                if (old.getValue().block()) {
                    plug(root.resolve(old.getKey()), unplugged(stateDir, old.getKey()), false);
                } else {
                    delete(root.resolve(old.getKey()));
                }
            }
        }
        for (String slot : wanted.keySet()) {
            plug(root.resolve(slot), unplugged(stateDir, slot), true);
        }
        mounts = Map.copyOf(wanted);
    }

    /** Makes a file system on a disk, on which there is nothing then. */
    void format(String slot, FileSystems.Format format) throws IOException {
        erase(slot);
        systems.format(slot, format);
        if (slot.equals(SLOT) && !format.fs().isEmpty()) {
            Files.createDirectories(root.resolve(SLOT));
        }
    }

    /** There is no such disk any more. */
    void forget(String slot) throws IOException {
        erase(slot);
        systems.forget(slot);
    }

    /** A folder of that name belongs to the system disk if no disk is mounted there. */
    private void erase(String slot) throws IOException {
        if (slot(slot).equals(slot)) {
            delete(root.resolve(slot));
        }
        delete(unplugged(stateDir, slot));
    }

    /** Free bytes of a disk that was mounted; 0 if there is none of that slot. */
    long mountFree(String slot) throws IOException {
        Mount mount = mounts.get(slot);
        return mount == null ? 0 : Math.max(0, mount.bytes() - used(root.resolve(slot)));
    }

    /** Whether the file system that a path lies on keeps owners and modes, as containers need. */
    boolean unixFileSystem(String name) {
        String slot = slot(name);
        boolean block =
                onDisk(name) || mounts.getOrDefault(slot, new Mount(0, false)).block();
        return !block || systems.unix(slot);
    }

    /** Size of the system disk. */
    long systemBytes() {
        return systemBytes;
    }

    /** Free bytes of the system disk. */
    long systemFree() throws IOException {
        if (faults.diskFull()) {
            return 0;
        }
        long elsewhere = onDisk(SLOT) ? used(root.resolve(SLOT)) : 0;
        for (String slot : mounts.keySet()) {
            elsewhere += used(root.resolve(slot));
        }
        return Math.max(0, systemBytes - (used(root) - elsewhere));
    }

    /** Free bytes of the disk beside it; 0 if there is none, or none that has a file system. */
    long diskFree() throws IOException {
        return !onDisk(SLOT) || faults.diskFull() ? 0 : Math.max(0, hardware.diskBytes() - used(root.resolve(SLOT)));
    }

    /** What may be written where that file is or would be. */
    Room room(String name) throws IOException {
        String slot = slot(name);
        long free = slot.isEmpty() ? systemFree() : slot.equals(SLOT) ? diskFree() : mountFree(slot);
        return new Room(faults, free);
    }

    /**
     * Writes a file as commands do: where there is room, and as fast as the disks are.
     *
     * @return whether there was room
     */
    boolean write(Path file, byte[] bytes) throws IOException {
        if (!room(name(file)).take(bytes.length)) {
            return false;
        }
        pause.accept(speeds.writing(bytes.length));
        Files.write(file, bytes);
        return true;
    }

    private static long used(Path dir) throws IOException {
        long[] sum = {0};
        Files.walkFileTree(dir, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sum[0] += attributes.size();
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE; // removed while walking
            }
        });
        return sum[0];
    }

    /** Removes a file, or a directory with all that is in it. */
    static void delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
