package mkrun.alpine.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.alpine.AlpineException;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Packages;
import mkrun.alpine.Resolution;
import mkrun.alpine.apk.ApkEntry;
import mkrun.alpine.apk.ApkFile;
import mkrun.alpine.apk.ApkWriter;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;
import mkrun.testing.Hostile;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Packages whose files want to be anywhere: they are refused, or every one of them is in a real directory of the root. */
class HostileEntriesTest {
    private static final List<String> PARTS =
            List.of("a", "b", "c", "etc", "lib", "apk", "db", "installed", "..", ".", "");
    private static final List<String> LINKS = List.of(
            "/",
            "..",
            "../../..",
            "a",
            "/a",
            "b/c",
            "/etc",
            "../a",
            ".",
            "a\0b",
            "x\ny",
            "/a/b/c",
            "a\0" + "b".repeat(200));

    @Provide
    Arbitrary<List<List<ApkEntry>>> packages() {
        // mostly honest names, so that packages get far enough to meet each other
        Arbitrary<String> part = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(30, Arbitraries.of(PARTS.subList(0, 8))),
                net.jqwik.api.Tuple.of(1, Arbitraries.of(PARTS)));
        Arbitrary<String> path = part.list().ofMinSize(1).ofMaxSize(3).map(parts -> String.join("/", parts));
        Arbitrary<ApkEntry> entry = Combinators.combine(
                        path, Arbitraries.of(ApkEntry.Type.class), Arbitraries.of(LINKS), path, Arbitraries.integers())
                .as((name, type, target, other, mode) -> Packages.entry(
                        name,
                        type,
                        mode & 07777,
                        type == ApkEntry.Type.FILE ? Content.text(target) : Content.EMPTY,
                        type == ApkEntry.Type.HARD_LINK ? other : target,
                        Map.of()));
        return entry.list().ofMaxSize(8).list().ofMinSize(1).ofMaxSize(3);
    }

    @Property(tries = 1500)
    void nothingLeavesTheRoot(@ForAll("packages") List<List<ApkEntry>> packages) {
        RootfsTree tree = new RootfsTree();
        Hostile.survives(4096, () -> install(tree, packages), AlpineException.class);
        String last = "P:p" + (packages.size() - 1) + "\n";
        boolean all = tree.text("/lib/apk/db/installed")
                .filter(db -> db.contains(last))
                .isPresent();
        Statistics.collect(all);
        Statistics.coverage(seen -> seen.check(true).percentage(percent -> percent > 5));
        tree.entries().forEach((path, entry) -> {
            if (path.isEmpty()) {
                return;
            }
            assertThat(path.split("/", -1)).doesNotContain("", ".", "..");
            assertThat(path).doesNotContain("\0", "\n");
            assertThat(entry.link()).doesNotContain("\0");
            String parent = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
            assertThat(Optional.ofNullable(tree.entries().get(parent)).filter(Entry::isDirectory))
                    .as("%s of %s", parent, path)
                    .isPresent();
        });
    }

    private static void install(RootfsTree tree, List<List<ApkEntry>> packages) throws AlpineException {
        Map<PackageRecord, ApkFile> files = new HashMap<>();
        List<PackageRecord> records = new ArrayList<>();
        for (int i = 0; i < packages.size(); i++) {
            List<ApkEntry> entries = new ArrayList<>();
            for (ApkEntry entry : packages.get(i)) {
                addParents(entry.path(), entries);
                entries.add(entry);
            }
            byte[] bytes = ApkWriter.write(Packages.info("p" + i, "1", ""), Map.of(), entries, Packages.SIGNER);
            ApkFile file = ApkFile.read(bytes, "p" + i + ".apk");
            files.put(file.toRecord(), file);
            records.add(file.toRecord());
        }
        Resolution resolution = Resolution.ofInstalls(List.of(), records, Map.of());
        Installer.install(tree, resolution, files::get, "x86_64", InstallOptions.at(0));
    }

    private static void addParents(String path, List<ApkEntry> entries) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            entries.add(Packages.directory(path.substring(0, slash)));
        }
    }
}
