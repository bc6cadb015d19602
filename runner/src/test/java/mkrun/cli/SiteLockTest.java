package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import mkrun.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lock beside the playbook that the README begins with, for the inventory that it begins with. */
class SiteLockTest {
    @TempDir
    private Path dir;

    @Test
    void theDefaultSiteIsLockedForItsRoutersAndRunsByThat() throws IOException {
        for (String folder : new String[] {"playbooks", "roles", "inventory"}) {
            copy(Needs.projectRoot().resolve(folder), dir.resolve(folder));
        }
        Path site = dir.resolve("playbooks/site.groovy");
        assertThat(mkrun("lock", site.toString(), "-i", dir.resolve("inventory").toString())
                        .out())
                .startsWith("""
                        alp-rc aarch64: 3 packages, newly locked
                        alp-rc armv7: 3 packages, newly locked
                        alp-rc x86_64: 3 packages, newly locked
                        """);

        Typed run = mkrun(site.toString(), "-i", dir.resolve("inventory").toString(), "--check");
        assertThat(run.code()).as(run.out() + run.err()).isZero();

        Files.writeString(site, Files.readString(site).replace("'openrc', 'sshd'", "'openrc'"));
        Typed stale = mkrun(site.toString(), "-i", dir.resolve("inventory").toString(), "--check");
        assertThat(stale.code()).isEqualTo(3);
        assertThat(stale.err()).contains("asks for something else than when it was locked:\n    -openssh\n");
    }

    private Typed mkrun(String... words) {
        return Typed.run(dir.resolve("state"), words);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
