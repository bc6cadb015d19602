package mkrun.op.ready;

import java.util.List;

/** Whether a disk can be plugged into a router. The router itself does not tell of ports that nothing is in. */
final class DiskPorts {
    /** Boards that can run containers and have neither USB nor SATA nor M.2, by MikroTik's product pages. */
    private static final List<String> WITHOUT = List.of("hAP ax^2", "hAP ax lite", "cAP ax", "wAP ax", "RB4011iGS");

    private DiskPorts() {}

    /**
     * Whether a board is known to have no port for a disk.
     *
     * @param board as {@code board-name} has it; what follows a known name is a variant, as in {@code hAP ax lite LTE6}
     */
    static boolean none(String board) {
        return WITHOUT.stream().anyMatch(board::startsWith);
    }
}
