package mkrun.alpine.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mkrun.alpine.AlpineException;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Packages;
import mkrun.alpine.UnsatisfiableException;
import mkrun.alpine.Wish;
import mkrun.alpine.index.ApkIndex;
import mkrun.alpine.index.IndexWriter;
import mkrun.alpine.sign.KeyPairFiles;
import mkrun.testing.RealApk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Made-up indexes and worlds, solved by us and by Alpine's own apk. */
class SolverAgainstApkTest {
    private static final int CASES = Integer.getInteger("mkrun.cases", 100);
    private static final Pattern INSTALLING = Pattern.compile("\\(\\d+/\\d+\\) Installing (\\S+) \\((\\S+)\\)");

    @TempDir
    Path folder;

    private int solvedByBoth;
    private int refusedByBoth;
    private int solvedByUs;
    private final List<String> different = new ArrayList<>();

    /** In one world of a hundred, made to be in its own way, the order of two decisions differs from apk's. */
    @Test
    void whatApkInstallsIsWhatWeInstallInTheSameOrder() throws Exception {
        compare(false);
        assertThat(different).hasSizeLessThanOrEqualTo(CASES / 50);
        assertThat(solvedByBoth).isGreaterThan(CASES / 3);
        assertThat(refusedByBoth).isGreaterThan(CASES / 10);
        assertThat(solvedByUs).isLessThanOrEqualTo(CASES / 50);
    }

    @Test
    void andWithRulesTheSamePackages() throws Exception {
        compare(true);
        assertThat(different).hasSizeLessThanOrEqualTo(CASES / 50);
        assertThat(solvedByBoth).isGreaterThan(CASES / 3);
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
        List<String> words = new ArrayList<>(List.of("add"));
        words.addAll(List.of(world.split(" ")));
        RealApk.Result result = apk.simulate(List.of("/w"), words);
        List<String> theirs = INSTALLING
                .matcher(result.output())
                .results()
                .map(r -> r.group(1) + "-" + r.group(2))
                .toList();
        String text = "seed " + seed + " world " + world;
        Optional<List<String>> ours = ours(world, packages);
        ours.ifPresent(ids -> assertThat(wrong(ids, world, packages)).as(text).isEmpty());
        boolean refused = result.output().contains("ERROR:");
        if (ours.isEmpty() && refused) {
            refusedByBoth++;
        } else if (refused) {
            solvedByUs++;
        } else if (ours.isPresent()
                && (rules
                        ? new TreeSet<>(ours.get()).equals(new TreeSet<>(theirs))
                        : ours.get().equals(theirs))) {
            solvedByBoth++;
        } else {
            different.add(text + ": ours " + ours + " apk's " + theirs);
        }
    }

    /** What is wrong with an answer, found without any code of the solver's. */
    private static List<String> wrong(List<String> ids, String world, List<PackageRecord> packages) {
        List<PackageRecord> chosen =
                packages.stream().filter(p -> ids.contains(p.id())).toList();
        List<String> wrong = new ArrayList<>();
        for (String wish : world.split(" ")) {
            check(wish, "world", chosen, wrong);
        }
        Map<String, String> owners = new HashMap<>();
        for (PackageRecord p : chosen) {
            p.depends().forEach(d -> check(d.toString(), p.id(), chosen, wrong));
            List<String> offers = offers(p);
            for (String offer : offers) {
                String name = offer.split("=")[0];
                boolean owned = offer.contains("=");
                boolean others = chosen.stream()
                        .filter(q -> q != p)
                        .flatMap(q -> offers(q).stream())
                        .anyMatch(o -> o.split("=")[0].equals(name) && (owned || o.contains("=")));
                if (others) {
                    wrong.add(p.id() + " shares " + name);
                }
            }
            owners.put(p.name(), p.id());
        }
        if (owners.size() != ids.size()) {
            wrong.add("two versions of one package");
        }
        return wrong;
    }

    private static void check(String wish, String by, List<PackageRecord> chosen, List<String> wrong) {
        Matcher m = Pattern.compile("(!?)(\\w+)([<>=~]*)(\\d*)").matcher(wish);
        assertThat(m.matches()).isTrue();
        boolean met = chosen.stream()
                .filter(p -> !(p.id().equals(by) && m.group(1).equals("!"))) // may exclude what it provides itself
                .flatMap(p -> offers(p).stream())
                .anyMatch(offer -> matches(offer, m.group(2), m.group(3), m.group(4)));
        if (met == m.group(1).equals("!")) {
            wrong.add(by + "[" + wish + "]");
        }
    }

    private static boolean matches(String offer, String name, String operator, String version) {
        String[] words = offer.split("=");
        if (!words[0].equals(name) || operator.isEmpty()) {
            return words[0].equals(name);
        }
        if (words.length == 1) {
            return false;
        }
        int order = Integer.compare(Integer.parseInt(words[1]), Integer.parseInt(version)); // all are single numbers
        return operator.contains("<") && order < 0
                || operator.contains(">") && order > 0
                || (operator.contains("=") || operator.contains("~")) && order == 0;
    }

    private static List<String> offers(PackageRecord p) {
        List<String> offers = new ArrayList<>(List.of(p.name() + "=" + p.version()));
        p.provides().forEach(o -> offers.add(o.toString()));
        return offers;
    }

    private static Optional<List<String>> ours(String world, List<PackageRecord> packages) throws AlpineException {
        Catalog catalog = Catalog.of(List.of(new Catalog.Source(ApkIndex.of("w", "", packages), "")));
        List<Wish> wishes = new ArrayList<>();
        for (String wish : world.split(" ")) {
            wishes.add(Wish.parse(wish, ""));
        }
        try {
            return Optional.of(Solver.solve(Request.add(wishes), catalog).packages().stream()
                    .map(PackageRecord::id)
                    .toList());
        } catch (UnsatisfiableException e) {
            return Optional.empty();
        }
    }
}
