package mkrun.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mkrun.testing.Needs;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextDiffTest {
    @TempDir
    Path dir;

    @Test
    void showsOneHunkWithContext() {
        assertThat(TextDiff.unified(
                        "/etc/x", "/etc/x", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"))
                .containsExactly(
                        "--- /etc/x",
                        "+++ /etc/x",
                        "@@ -2,7 +2,7 @@",
                        " 2",
                        " 3",
                        " 4",
                        "-5",
                        "+five",
                        " 6",
                        " 7",
                        " 8");
    }

    @Test
    void showsNewFilesAndMissingLineEnds() {
        assertThat(TextDiff.unified("/dev/null", "/etc/motd", "", "hello"))
                .containsExactly(
                        "--- /dev/null", "+++ /etc/motd", "@@ -0,0 +1 @@", "+hello", "\\ No newline at end of file");
    }

    @Test
    void isEmptyForEqualTexts() {
        assertThat(TextDiff.unified("a", "b", "same\n", "same\n")).isEmpty();
    }

    @Test
    void textsThatDifferInTooMuchAreShownAsReplaced() {
        String before = IntStream.range(0, 3000).mapToObj(i -> "a" + i + "\n").collect(Collectors.joining());
        String after = IntStream.range(0, 3000).mapToObj(i -> "b" + i + "\n").collect(Collectors.joining());
        assertThat(TextDiff.unified("a", "b", before, after)).hasSize(6003).contains("@@ -1,3000 +1,3000 @@");
    }

    /** The judge is patch(1): it must turn one text into the other, without fuzz. */
    @RepeatedTest(40)
    void patchAcceptsIt(RepetitionInfo repetition) throws Exception {
        Path patch = Needs.tool("patch");
        Random random = new Random(repetition.getCurrentRepetition());
        String before = text(random);
        String after = text(random);
        List<String> diff = TextDiff.unified("a", "b", before, after);
        assertThat(patched(patch, before, diff)).isEqualTo(after);
    }

    private String patched(Path patch, String before, List<String> diff) throws IOException, InterruptedException {
        Path file = Files.writeString(dir.resolve("file"), before);
        Path input = Files.writeString(dir.resolve("diff"), String.join("\n", diff) + (diff.isEmpty() ? "" : "\n"));
        Process process = new ProcessBuilder(patch.toString(), "--fuzz=0", file.toString(), input.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        return Files.exists(file) ? Files.readString(file) : ""; // patch removes a file that becomes empty
    }

    private static String text(Random random) {
        String lines = IntStream.range(0, random.nextInt(60))
                .mapToObj(i -> "line " + random.nextInt(8))
                .collect(Collectors.joining("\n"));
        return lines.isEmpty() || random.nextInt(4) == 0 ? lines : lines + "\n";
    }
}
