package mkrun.alpine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import mkrun.testing.RealApk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Made-up indexes and worlds, solved by us and by Alpine's own apk. */
class SolverAgainstApkTest {
    private static final int CASES = Integer.getInteger("mkrun.cases", 150);
    private static final Pattern INSTALLING = Pattern.compile("\\(\\d+/\\d+\\) Installing (\\S+) \\((\\S+)\\)");

    @TempDir
    Path folder;

    private int solvedByBoth;
    private int refusedByBoth;
    private final List<String> onlyOurs = new ArrayList<>();
    private final List<String> different = new ArrayList<>();

    @Test
    void whatApkInstallsIsWhatWeInstallInTheSameOrder() throws Exception {
        compare(false);
        assertThat(different).isEmpty();
        assertThat(solvedByBoth).isGreaterThan(CASES / 4);
        assertThat(refusedByBoth).isGreaterThan(CASES / 20);
        System.out.println(solvedByBoth + " " + refusedByBoth + " " + onlyOurs);
    }

    @Test
    void andWithRulesTheSamePackages() throws Exception {
        compare(true);
        assertThat(different).isEmpty();
        assertThat(solvedByBoth).isGreaterThan(CASES / 4);
        System.out.println(solvedByBoth + " " + refusedByBoth + " " + onlyOurs);
    }

    private void compare(boolean rules) throws Exception {
        try (RealApk apk = RealApk.in(folder)) {
            Files.writeString(
                    folder.resolve("keys").resolve(Packages.KEY_FILE),
                    KeyPairFiles.publicPem(Packages.PAIR.getPublic()));
            apk.run(List.of("--initdb", "--root", "/r", "--arch", "x86_64", "--no-network", "add"));
            for (int seed = 0; seed < CASES; seed++) {
                RandomIndex made = new RandomIndex(seed, rules);
                List<PackageRecord> packages = made.packages();
                byte[] index = IndexWriter.write(packages, "x86_64", "made up", 0, Packages.SIGNER);
                Path repository = Files.createDirectories(folder.resolve("w").resolve("x86_64"));
                Files.write(repository.resolve("APKINDEX.tar.gz"), index);
                compare(seed, made.world(), packages, apk, rules);
            }
        }
    }

    private void compare(int seed, String world, List<PackageRecord> packages, RealApk apk, boolean rules)
            throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "--root",
                "/r",
                "--arch",
                "x86_64",
                "--no-network",
                "--simulate",
                "--keys-dir",
                "/keys",
                "-X",
                "/w",
                "add"));
        words.addAll(List.of(world.split(" ")));
        RealApk.Result result = apk.run(words);
        List<String> theirs = INSTALLING
                .matcher(result.output())
                .results()
                .map(r -> r.group(1) + "-" + r.group(2))
                .toList();
        String text = "seed " + seed + " world " + world;
        Optional<List<String>> ours = ours(world, packages);
        boolean refused = result.output().contains("ERROR:");
        if (ours.isEmpty() && refused) {
            refusedByBoth++;
        } else if (refused) {
            onlyOurs.add(text + ": " + ours.get() + " where apk says " + result.output());
        } else if (ours.isPresent()
                && (rules
                        ? new TreeSet<>(ours.get()).equals(new TreeSet<>(theirs))
                        : ours.get().equals(theirs))) {
            solvedByBoth++;
        } else {
            different.add(text + ": ours " + ours + " apk's " + theirs);
        }
    }

    private static Optional<List<String>> ours(String world, List<PackageRecord> packages) throws AlpineException {
        Catalog catalog = new Catalog(List.of(new ApkIndex("w", "", packages, List.of())));
        List<Dependency> wishes = new ArrayList<>();
        for (String wish : new TreeSet<>(List.of(world.split(" ")))) {
            wishes.add(Dependency.parseWish(wish));
        }
        try {
            return Optional.of(Solver.solve(wishes, catalog).packages().stream()
                    .map(PackageRecord::id)
                    .toList());
        } catch (UnsatisfiableException e) {
            return Optional.empty();
        }
    }
}
