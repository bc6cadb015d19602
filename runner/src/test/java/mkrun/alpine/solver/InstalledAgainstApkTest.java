package mkrun.alpine.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import mkrun.alpine.AlpineException;
import mkrun.alpine.PackageChange;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Packages;
import mkrun.alpine.Resolution;
import mkrun.alpine.UnsatisfiableException;
import mkrun.alpine.Wish;
import mkrun.alpine.index.ApkIndex;
import mkrun.alpine.index.IndexWriter;
import mkrun.alpine.sign.KeyPairFiles;
import mkrun.testing.RealApk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Made-up roots that have packages already, and what add, del and upgrade do to them, by us and by Alpine's own apk. In two
 * worlds of a hundred, made to be in their own way, the order of two decisions differs.
 */
class InstalledAgainstApkTest {
    private static final int CASES = Integer.getInteger("mkrun.cases", 120);
    private static final Pattern CHANGE = Pattern.compile("\\(\\d+/\\d+\\) (\\w+) (\\S+) \\(([^)]*)\\)");

    @TempDir
    Path folder;

    private final List<String> different = new ArrayList<>();
    private int compared;

    @Test
    void addDelAndUpgradeChangeWhatApkChanges() throws Exception {
        try (RealApk apk = RealApk.in(folder)) {
            Files.writeString(
                    folder.resolve("keys").resolve(Packages.KEY_FILE),
                    KeyPairFiles.publicPem(Packages.PAIR.getPublic()));
            apk.run(List.of("--initdb", "--root", "/r", "--arch", "x86_64", "--no-network", "add"));
            for (int seed = 0; seed < CASES; seed++) {
                compare(seed, apk);
            }
        }
        assertThat(different).hasSizeLessThanOrEqualTo(compared / 25);
        assertThat(compared).isGreaterThan(CASES);
    }

    private void compare(int seed, RealApk apk) throws Exception {
        Random random = new Random(seed);
        RandomIndex made = new RandomIndex(seed, true);
        List<PackageRecord> all = made.packages();
        List<PackageRecord> old =
                all.stream().filter(p -> random.nextInt(4) > 0).toList();
        List<String> world = new ArrayList<>(List.of(made.world().split(" ")));
        List<PackageRecord> installed;
        try {
            installed = solve(Request.add(wishes(world)), old, List.of()).packages();
        } catch (UnsatisfiableException e) {
            return; // nothing that could have been installed
        }
        List<PackageRecord> now =
                all.stream().filter(p -> random.nextInt(5) > 0).toList();
        Path repository = Files.createDirectories(folder.resolve("w").resolve("x86_64"));
        Files.write(
                repository.resolve("APKINDEX.tar.gz"), IndexWriter.write(now, "x86_64", "made up", 0, Packages.SIGNER));
        writeRoot(world, installed);

        String name = made.world().split(" ")[0].substring(0, 2);
        List<String> more = new ArrayList<>(world);
        more.removeIf(w -> w.startsWith(name));
        List<String> less = List.copyOf(more);
        more.add(name);
        check(seed, "add " + name, apk, Request.add(wishes(more)), now, installed);
        check(seed, "del " + name, apk, Request.add(wishes(less)), now, installed);
        check(seed, "upgrade", apk, Request.upgrade(wishes(world), false, false), now, installed);
        check(seed, "upgrade -a", apk, Request.upgrade(wishes(world), true, false), now, installed);
        check(seed, "upgrade -l", apk, Request.upgrade(wishes(world), false, true), now, installed);
    }

    private void writeRoot(List<String> world, List<PackageRecord> installed) throws Exception {
        StringBuilder text = new StringBuilder();
        installed.forEach(p -> text.append(String.join("\n", p.indexLines())).append("\n\n"));
        Files.writeString(folder.resolve("r/lib/apk/db/installed"), text);
        Files.writeString(folder.resolve("r/etc/apk/world"), String.join("\n", world) + "\n");
    }

    private void check(
            int seed,
            String command,
            RealApk apk,
            Request request,
            List<PackageRecord> packages,
            List<PackageRecord> installed)
            throws Exception {
        RealApk.Result result = apk.simulate(List.of("/w"), List.of(command.split(" ")));
        List<String> theirs = result.output().contains("ERROR:")
                ? List.of("refused")
                : CHANGE.matcher(result.output())
                        .results()
                        .map(m -> m.group(1) + " " + m.group(2) + " " + m.group(3))
                        .toList();
        List<String> ours = changes(request, packages, installed);
        compared++;
        if (!new TreeSet<>(ours).equals(new TreeSet<>(theirs))) {
            different.add("seed " + seed + " " + command + ": ours " + ours + " apk's " + theirs);
        }
    }

    private static List<String> changes(Request request, List<PackageRecord> packages, List<PackageRecord> installed)
            throws AlpineException {
        try {
            return solve(request, packages, installed).changes().stream()
                    .filter(c -> c.kind() != PackageChange.Kind.KEEP)
                    .map(InstalledAgainstApkTest::text)
                    .toList();
        } catch (UnsatisfiableException e) {
            return List.of("refused");
        }
    }

    private static String text(PackageChange change) {
        PackageRecord any = change.after().or(change::before).orElseThrow();
        String before = change.before().map(PackageRecord::version).orElse("");
        return switch (change.kind()) {
            case INSTALL -> "Installing " + any.name() + " " + any.version();
            case REMOVE -> "Purging " + any.name() + " " + any.version();
            case UPGRADE -> "Upgrading " + any.name() + " " + before + " -> " + any.version();
            case DOWNGRADE -> "Downgrading " + any.name() + " " + before + " -> " + any.version();
            default -> "Replacing " + any.name() + " " + before + " -> " + any.version();
        };
    }

    private static Resolution solve(Request request, List<PackageRecord> packages, List<PackageRecord> installed)
            throws AlpineException {
        ApkIndex index = ApkIndex.of("w", "", packages);
        return Solver.solve(request, new Catalog(List.of(new Catalog.Source(index, "")), installed, Map.of()));
    }

    private static List<Wish> wishes(List<String> world) throws AlpineException {
        List<Wish> wishes = new ArrayList<>();
        for (String wish : world) {
            wishes.add(Wish.parse(wish, ""));
        }
        return wishes;
    }
}
