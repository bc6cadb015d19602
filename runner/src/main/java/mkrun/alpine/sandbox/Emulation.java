package mkrun.alpine.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mkrun.alpine.AlpineException;

/**
 * Whether this machine runs programs of an architecture: its own, or one for which the kernel starts qemu-user. It must
 * have opened qemu beforehand (flag {@code F} of {@code binfmt_misc}), since there is none in the root.
 */
final class Emulation {
    private static final Path REGISTERED = Path.of("/proc/sys/fs/binfmt_misc");

    /** Names of qemu's programs by Alpine's architectures. */
    private static final Map<String, String> QEMU = Map.of(
            "x86_64", "qemu-x86_64",
            "x86", "qemu-i386",
            "aarch64", "qemu-aarch64",
            "armhf", "qemu-arm",
            "armv7", "qemu-arm");

    /** What the processors run themselves, by Java's names of theirs. */
    private static final Map<String, String> NATIVE = Map.of("amd64", "x86_64 x86", "aarch64", "aarch64");

    private Emulation() {}

    /**
     * @param arch Alpine's name
     * @throws AlpineException if programs of it do not run here; the message says what is missing
     */
    static void check(String arch) throws AlpineException {
        String own = NATIVE.getOrDefault(System.getProperty("os.arch"), "");
        if (!(" " + own + " ").contains(" " + arch + " ") && !isEmulated(QEMU.getOrDefault(arch, "qemu-" + arch))) {
            throw new AlpineException("a sandbox for scripts of " + arch + " needs qemu-user here"
                    + "; install qemu-user-static and binfmt-support (a handler with the flag F in " + REGISTERED
                    + ")");
        }
    }

    private static boolean isEmulated(String handler) throws AlpineException {
        try {
            Path file = REGISTERED.resolve(handler);
            return Files.exists(file)
                    && Files.readString(file).startsWith("enabled\n")
                    && Files.readString(file).matches("(?s).*\nflags: \\S*F.*");
        } catch (IOException e) {
            throw new AlpineException("cannot read " + REGISTERED.resolve(handler) + ": " + e.getMessage(), e);
        }
    }
}
