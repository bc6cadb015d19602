package mkrun.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs beside a JDK. Without it the test is skipped and says what is missing; with {@code
 * MKRUN_REQUIRE_ALL=1} in the environment it fails instead.
 */
public final class Needs {
    private static final boolean REQUIRE_ALL = "1".equals(System.getenv("MKRUN_REQUIRE_ALL"));

    private Needs() {}

    /** The project's top folder: the nearest parent of the working directory that holds the launcher's pom. */
    public static Path projectRoot() {
        for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
            if (Files.isDirectory(dir.resolve("runner")) && Files.exists(dir.resolve("pom.xml"))) {
                return dir;
            }
        }
        throw new IllegalStateException("not inside the project: " + Path.of("").toAbsolutePath());
    }

    /** The folder of real Alpine packages: {@code MKRUN_TEST_ALPINE}, or {@code ../shared/alpine} from the project. */
    public static Path alpine() {
        Path dir = Optional.ofNullable(System.getenv("MKRUN_TEST_ALPINE"))
                .map(Path::of)
                .orElseGet(() -> projectRoot().resolveSibling("shared/alpine"));
        return existing(dir, "real Alpine packages (set MKRUN_TEST_ALPINE)");
    }

    /** The folder of real RouterOS command trees: {@code MKRUN_TEST_SCHEMA}, or {@code ../shared/routeros/schema}. */
    public static Path routerosSchema() {
        Path dir = Optional.ofNullable(System.getenv("MKRUN_TEST_SCHEMA"))
                .map(Path::of)
                .orElseGet(() -> projectRoot().resolveSibling("shared/routeros/schema"));
        return existing(dir, "RouterOS command trees (set MKRUN_TEST_SCHEMA)");
    }

    /** A program on the PATH (or in the sbin folders): its path. */
    public static Path tool(String name) {
        Stream<String> path = Stream.concat(
                Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":")),
                Stream.of("/usr/sbin", "/sbin"));
        Optional<Path> found =
                path.map(d -> Path.of(d, name)).filter(Files::isExecutable).findFirst();
        check(found.isPresent(), "the program " + name);
        return found.orElseThrow();
    }

    /**
     * A program that a Debian package has outside the PATH: its path.
     *
     * @param debianPackage that has it
     */
    public static Path program(String file, String debianPackage) {
        check(Files.isExecutable(Path.of(file)), file + " (apt install " + debianPackage + ")");
        return Path.of(file);
    }

    /** A module of the system's own Python, which Ansible's packages use: its Debian package is {@code python3-NAME}. */
    public static void debianPython(String module) {
        boolean there;
        try {
            there = new ProcessBuilder("/usr/bin/python3", "-c", "import " + module)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            there = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            there = false;
        }
        check(there, "the Python module " + module + " (apt install python3-" + module + ")");
    }

    /** Root rights, for chroot and runc. */
    public static void root() {
        check("root".equals(System.getProperty("user.name")), "root rights");
    }

    /** That programs of another architecture run here: {@code qemu-arm} or {@code qemu-aarch64} of binfmt_misc. */
    public static void binfmt(String handler) {
        Path entry = Path.of("/proc/sys/fs/binfmt_misc", handler);
        boolean enabled;
        try {
            enabled = Files.exists(entry) && Files.readString(entry).startsWith("enabled");
        } catch (IOException e) {
            enabled = false;
        }
        check(enabled, "binfmt_misc handler " + handler);
    }

    private static Path existing(Path dir, String what) {
        check(Files.isDirectory(dir), what + " at " + dir);
        return dir;
    }

    private static void check(boolean there, String what) {
        if (!there && REQUIRE_ALL) {
            Assertions.fail("MKRUN_REQUIRE_ALL=1, but this machine lacks " + what);
        }
        Assumptions.assumeTrue(there, () -> "skipped, this machine lacks " + what);
    }

    /** The architectures of the real packages: x86_64, aarch64, armhf. */
    public static List<String> alpineArchitectures() {
        return List.of("x86_64", "aarch64", "armhf");
    }
}
