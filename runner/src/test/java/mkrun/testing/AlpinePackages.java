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
import mkrun.alpine.Dependency;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Resolution;
import mkrun.alpine.apk.ApkEntry;
import mkrun.alpine.apk.ApkFile;
import mkrun.alpine.index.ApkIndex;
import mkrun.alpine.sign.Keys;

/** The real packages of one architecture, by name, without a solver: for tests of what comes after those. */
public final class AlpinePackages {
    private final Map<String, ApkFile> files = new TreeMap<>();
    private final Map<String, PackageRecord> records = new TreeMap<>();

    private AlpinePackages() {}

    /** All packages in the test set's folder of an architecture. */
    public static AlpinePackages of(String arch) throws IOException, AlpineException {
        AlpinePackages packages = new AlpinePackages();
        Path folder = Needs.alpine().resolve("apks").resolve(arch);
        try (DirectoryStream<Path> apks = Files.newDirectoryStream(folder, "*.apk")) {
            for (Path apk : apks) {
                ApkFile file = ApkFile.read(Files.readAllBytes(apk), apk.toString());
                packages.files.put(file.info().name(), file);
            }
        }
        byte[] index = Files.readAllBytes(folder.resolve("APKINDEX.tar.gz"));
        Keys keys = Keys.folder(Needs.alpine().resolve("keys"));
        for (PackageRecord record :
                ApkIndex.read(index, folder.toString(), folder.toString(), keys).packages()) {
            packages.records.put(record.name(), record);
        }
        return packages;
    }

    /** The names of all packages, sorted. */
    public List<String> names() {
        return List.copyOf(files.keySet());
    }

    /** The packages in the given order. */
    public Resolution resolution(List<String> world, List<String> names) throws AlpineException {
        List<Dependency> wishes = new ArrayList<>();
        for (String wish : world) {
            wishes.add(Dependency.parse(wish));
        }
        List<PackageRecord> records = new ArrayList<>();
        for (String name : names) {
            records.add(record(name));
        }
        return Resolution.ofInstalls(wishes, records, Map.of());
    }

    /** What a package unpacks to. */
    public List<ApkEntry> entries(String name) throws AlpineException {
        return files.get(name).entries();
    }

    /** The file of a package. */
    public ApkFile file(PackageRecord record) {
        return files.get(record.name());
    }

    /** The record that the folder's index has of a package. */
    public PackageRecord record(String name) {
        return records.get(name);
    }
}
