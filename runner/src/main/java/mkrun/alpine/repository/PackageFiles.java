package mkrun.alpine.repository;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.alpine.AlpineException;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.UntrustedException;
import mkrun.alpine.apk.ApkFile;
import mkrun.alpine.sign.Keys;

/** Package files of known digests, from repositories whose indexes nobody reads: they need not list the packages. */
public final class PackageFiles {
    private final String arch;
    private final Keys keys;
    private final Cache cache;
    private final Map<String, Repositories.Opened> opened;

    private PackageFiles(String arch, Keys keys, Cache cache, Map<String, Repositories.Opened> opened) {
        this.arch = arch;
        this.keys = keys;
        this.cache = cache;
        this.opened = opened;
    }

    /**
     * Opens repositories; nothing is read yet. The parameters are those of {@link PackageSource#open}.
     *
     * @throws AlpineException if a line is none
     */
    public static PackageFiles open(List<String> lines, String arch, Keys keys, Access access) throws AlpineException {
        Cache cache = new Cache(access.cache());
        return new PackageFiles(
                arch, keys, cache, Repositories.openAll(lines, arch, keys, cache, new Download(access)));
    }

    /**
     * The file of a package, from the cache or the first repository that has exactly it.
     *
     * @param record its name, version, checksum, size and architecture; the rest does not matter
     * @param sha256 of the whole file, empty if only the checksum names it
     * @throws PackageGoneException if nobody has a file of that name
     * @throws UntrustedException if all that have one have another one, or its signature is not trusted
     */
    public ApkFile fetch(PackageRecord record, String sha256) throws AlpineException {
        Optional<ApkFile> cached = cached(record, sha256);
        if (cached.isPresent()) {
            return cached.get();
        }
        List<String> missing = new ArrayList<>();
        boolean forGood = true;
        UntrustedException refused = null;
        for (Repositories.Opened from : opened.values()) {
            for (String folder : folders(record)) {
                ApkFile apk;
                try {
                    apk = taken(from, folder, record, sha256);
                } catch (UntrustedException e) {
                    refused = refused == null ? e : refused;
                    continue;
                } catch (AlpineException e) {
                    missing.add(String.valueOf(e.getMessage()));
                    forGood &= e instanceof NotThereException;
                    continue;
                }
                return keep(from, record, apk); // a cache that is full is no repository's fault
            }
        }
        throw refused != null ? refused : new PackageGoneException(record.id(), missing, forGood);
    }

    private Optional<ApkFile> cached(PackageRecord record, String sha256) throws AlpineException {
        Optional<byte[]> cached = cache.packageFile(record);
        try {
            return cached.isEmpty()
                    ? Optional.empty()
                    : Optional.of(verified(cached.get(), "the cache: " + record.id() + ".apk", record, sha256, keys));
        } catch (AlpineException e) {
            return Optional.empty(); // damaged, or the same package in another file: the repository is asked
        }
    }

    private static ApkFile taken(Repositories.Opened from, String folder, PackageRecord record, String sha256)
            throws AlpineException {
        byte[] file = from.repository().packageFile(folder, record);
        String place = from.repository().place(folder, record.id() + ".apk");
        return verified(file, place, record, sha256, from.keys());
    }

    private ApkFile keep(Repositories.Opened from, PackageRecord record, ApkFile apk) throws AlpineException {
        if (from.repository() instanceof Repository.Http) {
            cache.keepPackage(record, apk.content());
        }
        return apk;
    }

    private static ApkFile verified(byte[] file, String place, PackageRecord record, String sha256, Keys trusted)
            throws AlpineException {
        ApkFile apk = ApkFile.read(file, place);
        String actual = apk.content().sha256();
        boolean same = sha256.isEmpty() || sha256.equals(actual);
        if (!same || !record.checksum().equals(apk.identity()) || record.size() != apk.size()) {
            throw new UntrustedException(place + ": BAD package: it is not the one that is locked (checksum "
                    + apk.identity() + ", SHA-256 " + actual + ", " + apk.size() + " bytes instead of "
                    + record.checksum() + ", " + sha256 + ", " + record.size()
                    + " bytes). In a folder that 'mkrun vendor' made, the same"
                    + " command again replaces it");
        }
        apk.verify(trusted);
        return apk;
    }

    /** Where it may be: in the folder its index gave, or in that of the architecture as any other. */
    private Set<String> folders(PackageRecord record) {
        Set<String> folders = new LinkedHashSet<>();
        if (!record.arch().isEmpty()) {
            folders.add(record.arch());
        }
        folders.add(arch);
        return folders;
    }
}
