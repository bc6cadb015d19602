package mkrun.lab.runc;

import java.util.Map;

/**
 * How a container's first process ended.
 *
 * @param status as a shell has it: 128 and the signal's number for one that was ended by a signal
 */
public record ContainerExit(int status) {
    /** The words of the C library for signals that programs end by. */
    private static final Map<Integer, String> SIGNALS = Map.ofEntries(
            Map.entry(1, "Hangup"),
            Map.entry(2, "Interrupt"),
            Map.entry(3, "Quit"),
            Map.entry(4, "Illegal instruction"),
            Map.entry(6, "Aborted"),
            Map.entry(7, "Bus error"),
            Map.entry(8, "Floating point exception"),
            Map.entry(9, "Killed"),
            Map.entry(11, "Segmentation fault"),
            Map.entry(13, "Broken pipe"),
            Map.entry(14, "Alarm clock"),
            Map.entry(15, "Terminated"));

    private static final int SIGNALLED = 128;
    private static final int LAST_SIGNAL = 64;

    /** How a router tells it. A program that ends with such a status by itself cannot be told from one that a signal ended. */
    public String described() {
        int signal = status - SIGNALLED;
        return signal > 0 && signal <= LAST_SIGNAL
                ? "exited with signal " + signal + " (" + SIGNALS.getOrDefault(signal, "Signal " + signal) + ")"
                : "exited with status " + status;
    }
}
