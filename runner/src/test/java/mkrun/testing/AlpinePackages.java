package mkrun.testing;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mkrun.alpine.AlpineException;
import mkrun.alpine.ApkEntry;
import mkrun.alpine.ApkFile;
import mkrun.alpine.Dependency;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Resolution;

/** The real packages of one architecture, by name, without an index or a solver: for tests of what comes after those. */
public final class AlpinePackages {
    private final String arch;
    private final Map<String, ApkFile> files = new TreeMap<>();

    private AlpinePackages(String arch) {
        this.arch = arch;
    }

    /** All packages in the test set's folder of an architecture. */
    public static AlpinePackages of(String arch) throws IOException, AlpineException {
        AlpinePackages packages = new AlpinePackages(arch);
        try (DirectoryStream<Path> apks =
                Files.newDirectoryStream(Needs.alpine().resolve("apks").resolve(arch), "*.apk")) {
            for (Path apk : apks) {
                ApkFile file = ApkFile.read(Files.readAllBytes(apk), apk.toString());
                packages.files.put(file.info().name(), file);
            }
        }
        return packages;
    }

    /** The names of all packages, sorted. */
    public List<String> names() {
        return List.copyOf(files.keySet());
    }

    /** The packages in the given order; the index gives all of them the folder's architecture. */
    public Resolution resolution(List<String> world, List<String> names) throws AlpineException {
        List<Dependency> wishes = new ArrayList<>();
        for (String wish : world) {
            wishes.add(Dependency.parse(wish));
        }
        List<PackageRecord> records = new ArrayList<>();
        for (String name : names) {
            records.add(record(files.get(name).toRecord()));
        }
        return new Resolution(wishes, records, Map.of());
    }

    /** What a package unpacks to. */
    public List<ApkEntry> entries(String name) throws AlpineException {
        return files.get(name).entries();
    }

    /** The file of a package. */
    public ApkFile file(PackageRecord record) {
        return files.get(record.name());
    }

    private PackageRecord record(PackageRecord r) {
        return new PackageRecord(
                r.checksum(),
                r.name(),
                r.version(),
                arch,
                r.size(),
                r.installedSize(),
                r.description(),
                r.url(),
                r.license(),
                r.origin(),
                r.maintainer(),
                r.buildTime(),
                r.commit(),
                r.providerPriority(),
                r.depends(),
                r.provides(),
                r.installIf());
    }
}
