package mkrun.alpine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mkrun.testing.RealApk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Made-up versions, valid and broken ones, compared by us and by Alpine's own apk. */
class ApkVersionAgainstApkTest {
    private static final int PAIRS = Integer.getInteger("mkrun.pairs", 600);
    private static final List<String> PARTS = List.of(
            ".0",
            ".1",
            ".01",
            ".001",
            ".00",
            ".10",
            ".9",
            ".010",
            "a",
            "b",
            "z",
            "1",
            "_alpha",
            "_beta2",
            "_pre",
            "_rc1",
            "_cvs",
            "_svn3",
            "_git20240101",
            "_hg",
            "_p",
            "_p1",
            "_p0",
            "-r0",
            "-r1",
            "-r10",
            "_foo",
            "~ab",
            "-1");

    @TempDir
    Path folder;

    @Test
    void pairsCompareAsApkComparesThem() throws Exception {
        long seed = Long.getLong("mkrun.seed", 20240126L);
        Random random = new Random(seed);
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            String first = version(random);
            pairs.add(first + " " + (random.nextInt(3) == 0 ? changed(first, random) : version(random)));
        }
        try (RealApk apk = RealApk.in(folder)) {
            Files.write(folder.resolve("pairs"), pairs);
            String loop = "while read a b; do echo \"$a $b $(apk version -t $a $b)\"; done < /pairs";
            List<String> wrong = new ArrayList<>();
            List<String> answers =
                    RealApk.chroot(apk.root(), List.of("/bin/sh", "-c", loop)).lines();
            for (String answer : answers) {
                String[] words = answer.split(" ");
                int order = ApkVersion.compare(words[0], words[1]);
                if (!words[2].equals(order < 0 ? "<" : order > 0 ? ">" : "=")) {
                    wrong.add(answer + ", ours " + order);
                }
            }
            assertThat(answers).hasSize(PAIRS);
            assertThat(wrong).as("seed " + seed).isEmpty();
        }
    }

    private static String version(Random random) {
        StringBuilder version = new StringBuilder().append(random.nextInt(12));
        for (int parts = random.nextInt(5); parts > 0; parts--) {
            version.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return version.toString();
    }

    private static String changed(String version, Random random) {
        int cut = 1 + random.nextInt(version.length());
        String kept = version.substring(0, cut).replaceFirst("\\.$", ""); // a dot before no digit is no version
        return kept + PARTS.get(random.nextInt(PARTS.size()));
    }
}
