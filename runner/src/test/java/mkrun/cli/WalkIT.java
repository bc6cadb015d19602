package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import mkrun.testing.Golden;
import mkrun.testing.Launched;
import mkrun.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises, through the launcher: check, run, run again on the default inventory. */
class WalkIT {
    private static final Path PROJECT = Needs.projectRoot();

    @TempDir
    private Path state;

    @Test
    void checkThenRunThenRunAgain() throws IOException, InterruptedException {
        Launched check = mkrun("site.groovy", "-i", "inventory", "--check", "--diff");
        assertThat(check.err()).isEmpty();
        assertThat(check.exitCode()).isZero();
        Golden.matches("check-diff.txt", check.out());
        assertThat(state.resolve("images")).doesNotExist();

        Launched first = mkrun("site.groovy", "-i", "inventory");
        assertThat(first.err()).isEmpty();
        assertThat(first.exitCode()).isZero();
        Golden.matches("first-run.txt", first.out());
        assertThat(changed(first)).isEqualTo(changed(check));

        Map<Path, Long> images = images();
        Launched second = mkrun("site.groovy", "-i", "inventory");
        assertThat(second.err()).isEmpty();
        assertThat(second.exitCode()).isZero();
        Golden.matches("second-run.txt", second.out());
        assertThat(second.recap()).hasSize(3).allMatch(line -> line.contains(" changed=0 "));
        assertThat(images()).isEqualTo(images);
    }

    @Test
    void checkWritesNothingToAnyRouter() throws IOException, InterruptedException {
        mkrun("site.groovy", "-i", "inventory", "--check");
        String before = Files.readString(state.resolve("lab/attic/router.json"));
        mkrun("site.groovy", "-i", "inventory", "--check", "--diff");

        assertThat(before).doesNotContain("alp-rc").doesNotContain("containers");
        assertThat(Files.readString(state.resolve("lab/attic/router.json"))).doesNotContain("alp-rc");
    }

    @Test
    void tagsAndLimitCutTheRun() throws IOException, InterruptedException {
        Launched run = mkrun("site.groovy", "-i", "inventory", "-l", "attic", "-t", "base");

        assertThat(run.exitCode()).isZero();
        assertThat(run.recap()).hasSize(1).allMatch(line -> line.startsWith("attic ") && line.contains(" changed=1 "));
        assertThat(state.resolve("lab/cellar")).doesNotExist();
    }

    @Test
    void rolesThatComeWithMkrunAreThereForPlaybooksElsewhere() throws IOException, InterruptedException {
        Path elsewhere = Files.writeString(
                state.resolve("elsewhere.groovy"),
                "image('i') {\n    repositories 'embedded'\n    roles 'openrc', 'sshd'\n}\n");

        Launched check = Launched.run(state, state, elsewhere.toString(), "-i", "router,", "--syntax-check");

        assertThat(check.err()).isEmpty();
        assertThat(check.exitCode()).isZero();
    }

    @Test
    void listsWithoutContactingAnybody() throws IOException, InterruptedException {
        Golden.matches(
                "list.txt",
                mkrun("site.groovy", "-i", "inventory", "--list-hosts", "--list-tasks")
                        .out());
        Golden.matches(
                "syntax-check.txt",
                mkrun("site.groovy", "-i", "inventory", "--syntax-check").out());
        assertThat(state.resolve("lab")).doesNotExist();
    }

    private Launched mkrun(String... arguments) throws IOException, InterruptedException {
        return Launched.run(PROJECT, state, arguments);
    }

    /** The lines that say what changed, task by task; what a check and a run must agree on. */
    private static List<String> changed(Launched run) {
        return run.out().lines().filter(line -> line.startsWith("changed: ")).toList();
    }

    private Map<Path, Long> images() throws IOException {
        Map<Path, Long> times = new TreeMap<>();
        try (Stream<Path> files = Files.list(state.resolve("images"))) {
            for (Path file : files.toList()) {
                times.put(file, Files.getLastModifiedTime(file).toMillis());
            }
        }
        return times;
    }
}
