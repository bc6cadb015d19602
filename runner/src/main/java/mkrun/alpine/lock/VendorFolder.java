package mkrun.alpine.lock;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mkrun.alpine.AlpineException;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.UntrustedException;
import mkrun.alpine.apk.ApkFile;
import mkrun.alpine.index.ApkIndex;
import mkrun.alpine.index.IndexWriter;
import mkrun.alpine.sign.KeyPairFiles;
import mkrun.alpine.sign.Keys;
import mkrun.alpine.sign.Signer;
import mkrun.target.AtomicFile;
import mkrun.target.Content;
import mkrun.target.FileFault;

/**
 * A folder that is a repository of exactly the packages that locks name: {@code ARCH/NAME-VERSION.apk} as their makers
 * signed them, {@code ARCH/APKINDEX.tar.gz} signed with a key of the user's, and in {@code keys/} the public keys of all
 * these. Made in place, a file at a time: what is there and right stays, and an index appears after what it lists.
 */
public final class VendorFolder {
    private static final String INDEX = "APKINDEX.tar.gz";
    private static final String DESCRIPTION = "vendored by mkrun";
    private static final String NOT_OURS =
            "%s: this index is not one that 'mkrun vendor' made, and would be lost; give another folder";

    private final Path folder;
    private final Signer signer;
    private final Map<String, Map<String, Wanted>> wanted = new TreeMap<>();

    private record Wanted(LockedPackage locked, LockedPackages from, Keys keys) {}

    /**
     * What was done.
     *
     * @param arch Alpine's name of the architecture
     * @param packages how many packages its index lists
     * @param fetched how many of them were not there before
     * @param unlocked packages that are in the folder and that no lock names
     */
    public record Filled(String arch, int packages, int fetched, List<Path> unlocked) {}

    /**
     * @param folder made if missing
     * @param signer who signs the indexes
     */
    public VendorFolder(Path folder, Signer signer) {
        this.folder = folder;
        this.signer = signer;
    }

    /**
     * Adds what a lock names to what the folder is to hold.
     *
     * @param keys whose signatures count
     * @throws AlpineException if another lock names another file of the same version
     */
    public void add(LockedPackages packages, Keys keys) throws AlpineException {
        String arch = packages.image().arch();
        Map<String, Wanted> ofArch = wanted.computeIfAbsent(arch, a -> new TreeMap<>());
        for (LockedPackage locked : packages.image().packages()) {
            Wanted other = ofArch.putIfAbsent(locked.id(), new Wanted(locked, packages, keys));
            if (other != null && !other.locked.sha256().equals(locked.sha256())) {
                throw new AlpineException(arch + "/" + locked.id() + ".apk: two locks name different files of it, from "
                        + other.locked.repository() + " and from " + locked.repository());
            }
        }
    }

    /**
     * Fetches what is missing and writes keys and indexes.
     *
     * @return what was done, an architecture each
     */
    public List<Filled> fill() throws AlpineException, IOException {
        if (wanted.isEmpty()) {
            throw new AlpineException("no lock names a package, so there is nothing to put into " + folder);
        }
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new AlpineException(folder + ": is a file, where the folder of vendored packages is to be;"
                    + " the folder comes first: mkrun vendor DIR PLAYBOOK");
        }
        List<String> others = otherArchitectures();
        try {
            return fill(others);
        } catch (AlpineException e) {
            throw new AlpineException(e.getMessage() + kept(), e);
        } catch (IOException e) {
            throw new AlpineException(FileFault.describe(e) + kept(), e);
        }
    }

    /** What an attempt that failed, or earlier ones, have brought. */
    private String kept() throws IOException {
        int all = 0;
        int there = 0;
        for (Map.Entry<String, Map<String, Wanted>> arch : wanted.entrySet()) {
            for (Map.Entry<String, Wanted> one : arch.getValue().entrySet()) {
                all++;
                there += isThere(file(arch.getKey(), one.getKey()), one.getValue().locked) ? 1 : 0;
            }
        }
        return there == 0
                ? ""
                : "\n  " + there + " of " + all + " packages are in " + folder + " and stay there: run this again, and"
                        + " only the others are fetched. An index is written when all of its packages are there";
    }

    private List<Filled> fill(List<String> others) throws AlpineException, IOException {
        writeKeys();
        List<Filled> filled = new ArrayList<>();
        for (Map.Entry<String, Map<String, Wanted>> arch : wanted.entrySet()) {
            filled.add(fill(arch.getKey(), arch.getValue()));
        }
        for (String arch : others) {
            filled.add(new Filled(arch, 0, 0, unlocked(folder.resolve(arch), Map.of())));
        }
        return filled;
    }

    /** The architectures that the folder has of earlier; one that somebody else made is not touched. */
    private List<String> otherArchitectures() throws AlpineException, IOException {
        List<String> others = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return others;
        }
        try (DirectoryStream<Path> indexes = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path dir : indexes) {
                if (Files.exists(dir.resolve(INDEX))) {
                    requireOurs(dir.resolve(INDEX));
                    others.add(dir.getFileName().toString());
                }
            }
        }
        others.removeAll(wanted.keySet());
        others.sort(null);
        return others;
    }

    private void requireOurs(Path index) throws AlpineException, IOException {
        try {
            Keys keys = Keys.folder(folder.resolve("keys"));
            ApkIndex read = ApkIndex.read(Files.readAllBytes(index), index.toString(), index.toString(), keys);
            if (read.description().equals(DESCRIPTION)) {
                return;
            }
        } catch (AlpineException e) {
            throw new AlpineException(NOT_OURS.formatted(index) + " (" + e.getMessage() + ")", e);
        }
        throw new AlpineException(NOT_OURS.formatted(index));
    }

    private Filled fill(String arch, Map<String, Wanted> packages) throws AlpineException, IOException {
        Path dir = folder.resolve(arch);
        List<PackageRecord> records = new ArrayList<>();
        int fetched = 0;
        long newest = 0;
        for (Map.Entry<String, Wanted> one : packages.entrySet()) {
            Path file = file(arch, one.getKey());
            LockedPackage locked = one.getValue().locked;
            if (!isThere(file, locked)) {
                AtomicFile.write(file, one.getValue().from.fetch(locked).content());
                fetched++;
            }
            ApkFile apk = ApkFile.read(Files.readAllBytes(file), file.toString());
            apk.verify(one.getValue().keys);
            records.add(apk.toRecord());
            newest = Math.max(newest, apk.info().buildTime());
        }
        writeIfOther(dir.resolve(INDEX), Content.of(IndexWriter.write(records, arch, DESCRIPTION, newest, signer)));
        return new Filled(arch, packages.size(), fetched, unlocked(dir, packages));
    }

    private Path file(String arch, String id) {
        return folder.resolve(arch).resolve(id + ".apk");
    }

    private static boolean isThere(Path file, LockedPackage locked) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == locked.size()
                && Content.file(file).sha256().equals(locked.sha256());
    }

    private static List<Path> unlocked(Path dir, Map<String, Wanted> packages) throws IOException {
        List<Path> unlocked = new ArrayList<>();
        if (packages.isEmpty()) {
            unlocked.add(dir.resolve(INDEX));
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(dir, "*.apk")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (!packages.containsKey(name.substring(0, name.length() - ".apk".length()))) {
                    unlocked.add(file);
                }
            }
        }
        unlocked.sort(null);
        return unlocked;
    }

    /** The keys of all packages under the names that their signatures give, and the signer's own. */
    private void writeKeys() throws AlpineException, IOException {
        Map<String, PublicKey> keys = new TreeMap<>();
        for (Map<String, Wanted> ofArch : wanted.values()) {
            for (Wanted one : ofArch.values()) {
                keys.put(one.locked.key(), key(one));
            }
        }
        keys.put(signer.keyFile(), KeyPairFiles.publicKey(signer.key()));
        for (Map.Entry<String, PublicKey> key : keys.entrySet()) {
            String pem = KeyPairFiles.publicPem(key.getValue());
            writeIfOther(folder.resolve("keys").resolve(key.getKey()), Content.text(pem));
        }
    }

    private static PublicKey key(Wanted one) throws AlpineException {
        String file = one.locked.key();
        PublicKey key = one.keys
                .find(file)
                .orElseThrow(() -> new UntrustedException(one.locked.id() + ": UNTRUSTED signature: it is signed by "
                        + file + ", which is not among the trusted keys (" + one.keys + ")"));
        String fingerprint = KeyPairFiles.fingerprint(key);
        for (LockedKey locked : one.from.image().keys()) {
            if (locked.file().equals(file) && !locked.sha256().equals(fingerprint)) {
                throw new UntrustedException(
                        file + ": UNTRUSTED key: its SHA-256 is " + fingerprint + ", the lock says " + locked.sha256());
            }
        }
        return key;
    }

    private static void writeIfOther(Path file, Content content) throws IOException {
        if (!Files.isRegularFile(file) || !Content.of(Files.readAllBytes(file)).equals(content)) {
            AtomicFile.write(file, content);
        }
    }
}
