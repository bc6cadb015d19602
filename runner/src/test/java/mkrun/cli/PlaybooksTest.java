package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mkrun.inventory.Inventory;
import mkrun.playbook.LoadOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PlaybooksTest {
    @TempDir
    Path dir;

    /** The playbook loops until its line was told. */
    @Test
    @Timeout(60)
    void thatAPlaybookIsStillBeingEvaluatedIsToldWithItsLine() throws Exception {
        Path told = dir.resolve("told");
        Path playbook = Files.writeString(
                dir.resolve("site.groovy"),
                "play('slow') {\n    hosts 'all'\n    tasks {\n        while (!new File('" + told
                        + "').exists()) {\n            Thread.yield()\n        }\n    }\n}\n");
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(lines, true, StandardCharsets.UTF_8) {
            @Override
            public void println(String line) {
                super.println(line);
                if (line.contains("site.groovy:")) { // compiling takes some time too
                    assertThat(told.toFile().mkdir()).isTrue();
                }
            }
        };
        LoadOptions options = LoadOptions.of(image -> {
            throw new AssertionError(image);
        });
        Console console = new Console(new PrintStream(OutputStream.nullOutputStream()), err, Map.of());

        Playbooks.load(console, Duration.ofMillis(450), options, playbook, Inventory.read(List.of("localhost,")));

        assertThat(lines.toString(StandardCharsets.UTF_8))
                .matches("(?s).*mkrun: still evaluating \\S*site.groovy:[45] \\(\\d+ s\\); Ctrl-C ends it\n");
    }
}
