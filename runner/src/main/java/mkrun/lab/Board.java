package mkrun.lab;

import java.time.Duration;
import java.util.List;

/**
 * A device that an emulated router can be. Each is a file of the jar ({@link Boards}).
 *
 * @param profile what users call it, such as {@code hap-ax2}
 * @param name as {@code board-name} shows it
 * @param model as a RouterBOARD shows it; empty for a virtual machine
 * @param architecture as RouterOS names it: {@code x86_64}, {@code arm64} or {@code arm}
 * @param cpu as {@code /system/resource} shows it
 * @param cores number of CPU cores
 * @param megahertz their clock
 * @param memory bytes
 * @param ports number of Ethernet ports
 * @param firmware as {@code firmware-type} shows it; empty for a virtual machine
 * @param flash bytes of the system disk
 * @param diskInterface the port that a disk is at, as {@code /disk} shows it; empty for none
 * @param diskBytes size of the disk that is there unless another is ordered; 0 for none
 * @param deviceMode the mode that it comes with from RouterOS 7.17 on; before, all came with {@code enterprise}
 * @param boot from a reboot until it can be logged in to
 * @param writeRate bytes per second that its disks take
 */
public record Board(
        String profile,
        String name,
        String model,
        String architecture,
        String cpu,
        int cores,
        int megahertz,
        long memory,
        int ports,
        String firmware,
        long flash,
        String diskInterface,
        long diskBytes,
        String deviceMode,
        Duration boot,
        long writeRate) {
    /**
     * The board that users call so.
     *
     * @throws IllegalArgumentException if there is none; the message names all that there are
     */
    public static Board named(String profile) {
        return Boards.ALL.stream()
                .filter(b -> b.profile().equals(profile))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no board '" + profile + "' to emulate (there are " + String.join(", ", profiles()) + ")"));
    }

    /** What users call those that there are. */
    public static List<String> profiles() {
        return Boards.ALL.stream().map(Board::profile).toList();
    }

    /**
     * The board that stands for an architecture where none is chosen.
     *
     * @param architecture as RouterOS names it
     * @throws IllegalArgumentException if none with that can run containers
     */
    public static Board of(String architecture) {
        return named(
                switch (architecture) {
                    case "arm64" -> "rb5009";
                    case "arm" -> "rb3011";
                    case "x86_64" -> "chr";
                    default ->
                        throw new IllegalArgumentException("no architecture of a router that can run containers: '"
                                + architecture + "' (expected x86_64, arm64 or arm)");
                });
    }

    /** Whether it is a virtual machine. */
    boolean virtual() {
        return model.isEmpty();
    }
}
