package mkrun.alpine.repository;

import java.util.HashMap;
import java.util.Map;
import mkrun.alpine.AlpineException;
import mkrun.alpine.ApkVersion;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.apk.ApkEntry;
import mkrun.alpine.apk.ApkFile;
import mkrun.alpine.index.ApkIndex;
import mkrun.target.Content;
import org.jspecify.annotations.Nullable;

/**
 * The key files in a mirror's package {@code alpine-keys}. Nothing vouches for them, since they are what would have to: who
 * uses one must know it by other means.
 */
final class MirrorKeys {
    private static final String PACKAGE = "alpine-keys";
    private static final String SUFFIX = ".rsa.pub";
    private static final int LIMIT = 1 << 16; // a key has less than a kilobyte
    private static final int PACKAGE_LIMIT = 4 << 20;

    private MirrorKeys() {}

    /**
     * The key files by their names; none if the repository does not have the package.
     *
     * @throws AlpineException if its index or the package cannot be had or read
     */
    static Map<String, Content> in(Repository repository, String arch) throws AlpineException {
        String where = repository.place(arch, Repository.INDEX);
        PackageRecord newest = newest(ApkIndex.readUnverified(repository.index(arch), where));
        Map<String, Content> keys = new HashMap<>();
        if (newest == null || newest.size() > PACKAGE_LIMIT) {
            return keys;
        }
        ApkFile file = ApkFile.read(repository.packageFile(arch, newest), repository.place(arch, newest.id() + ".apk"));
        for (ApkEntry entry : file.entries()) {
            String name = entry.path().substring(entry.path().lastIndexOf('/') + 1);
            boolean key = entry.type() == ApkEntry.Type.FILE
                    && name.endsWith(SUFFIX)
                    && entry.content().size() <= LIMIT;
            if (key) {
                keys.put(name, entry.content());
            }
        }
        return keys;
    }

    private static @Nullable PackageRecord newest(ApkIndex index) {
        PackageRecord newest = null;
        for (int number : index.offering(PACKAGE)) {
            PackageRecord record = index.record(number);
            boolean better = newest == null || ApkVersion.compare(record.version(), newest.version()) > 0;
            newest = record.name().equals(PACKAGE) && better ? record : newest;
        }
        return newest;
    }
}
