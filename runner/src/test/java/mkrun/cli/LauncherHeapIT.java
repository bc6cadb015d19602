package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The heap that the launcher has the JVM begin with. */
class LauncherHeapIT {
    private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
    private static final String WITH_HUGE_PAGES = "-XX:+UseTransparentHugePages";

    @TempDir
    private Path scratch;

    private ClonedLauncher clone;

    @BeforeEach
    void built() throws IOException, InterruptedException {
        clone = new ClonedLauncher(scratch);
        clone.builtByMaven();
        clone.run("--version");
    }

    /** The JVM warns of pages that it cannot have, on the screen. */
    @Test
    void isOfHugePagesWhereTheKernelGivesThem() throws Exception {
        boolean given =
                Files.exists(HUGE_PAGES) && !Files.readString(HUGE_PAGES).contains("[never]");

        assertThat(clone.run("--version").contains(WITH_HUGE_PAGES)).isEqualTo(given);
    }

    /** A JVM does not start with a heap that begins larger than it may become. */
    @ParameterizedTest
    @ValueSource(strings = {"-Xmx64m", "-Xms1g", "-Dx=y -Xmn8m"})
    void isTheUsersWhereTheySayOne(String options) throws Exception {
        clone.set("MKRUN_JAVA_OPTIONS", options);

        assertThat(clone.run("--version"))
                .contains(options.split(" "))
                .noneMatch(option -> option.startsWith("-XX:NewSize"))
                .filteredOn(option -> option.startsWith("-Xm"))
                .hasSize(1);
    }
}
