package mkrun.lab;

/**
 * The device that stands for an architecture.
 *
 * @param name as {@code board-name} shows it
 * @param model as a RouterBOARD shows it; empty for a virtual machine
 * @param cpu as {@code /system/resource} shows it
 * @param cores number of CPU cores
 * @param megahertz their clock
 * @param memory bytes
 * @param ports number of Ethernet ports
 * @param firmware as {@code firmware-type} shows it
 * @param virtual whether it is a virtual machine
 */
record Board(
        String name,
        String model,
        String cpu,
        int cores,
        int megahertz,
        long memory,
        int ports,
        String firmware,
        boolean virtual) {
    private static final long MIB = 1 << 20;

    private static final Board CHR = new Board("CHR", "", "Common", 2, 2294, 512 * MIB, 1, "", true);
    private static final Board RB5009 =
            new Board("RB5009UG+S+", "RB5009UG+S+", "ARM64", 4, 1400, 1024 * MIB, 8, "70x0", false);
    private static final Board RB3011 =
            new Board("RB3011UiAS", "RB3011UiAS", "ARM", 2, 1400, 1024 * MIB, 10, "ipq8060", false);

    /** The board for a name of {@code architecture-name}. */
    static Board of(String architecture) {
        return switch (architecture) {
            case "arm64" -> RB5009;
            case "arm" -> RB3011;
            default -> CHR;
        };
    }
}
