package mkrun.alpine.lock;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.alpine.AlpineException;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Resolution;
import mkrun.alpine.UntrustedException;
import mkrun.alpine.apk.ApkFile;
import mkrun.alpine.repository.Access;
import mkrun.alpine.repository.FetchAhead;
import mkrun.alpine.repository.PackageFiles;
import mkrun.alpine.repository.PackageGoneException;
import mkrun.alpine.sign.Keys;

/** The files of a locked image's packages: exactly these, whatever the repositories have meanwhile. */
public final class LockedPackages {
    private final LockedImage image;
    private final PackageFiles files;

    private LockedPackages(LockedImage image, PackageFiles files) {
        this.image = image;
        this.files = files;
    }

    /**
     * Opens the places that may have them; nothing is read yet.
     *
     * @param lines repositories, which need not be those of the lock; none for the lock's own
     * @throws AlpineException if a line is none
     */
    public static LockedPackages open(LockedImage image, List<String> lines, Keys keys, Access access)
            throws AlpineException {
        List<String> places = lines.isEmpty() ? image.lines() : lines;
        return new LockedPackages(image, PackageFiles.open(places, image.arch(), keys, access));
    }

    /** Whose packages they are. */
    LockedImage image() {
        return image;
    }

    /**
     * The file of one package, verified.
     *
     * @throws AlpineException if nobody has it, or not the one that is locked; the message says what to do
     */
    public ApkFile fetch(LockedPackage wanted) throws AlpineException {
        try {
            return files.fetch(wanted.record(image.arch()), wanted.sha256());
        } catch (PackageGoneException e) {
            throw withAdvice(wanted, e);
        }
    }

    /**
     * The same; empty if every repository says that it does not have it, or has another file of that name.
     *
     * @throws AlpineException if it may be there and could not be had; the message says what to do
     */
    Optional<ApkFile> fetchIfThere(LockedPackage wanted) throws AlpineException {
        try {
            return Optional.of(files.fetch(wanted.record(image.arch()), wanted.sha256()));
        } catch (UntrustedException e) {
            return Optional.empty();
        } catch (PackageGoneException e) {
            if (e.isForGood()) {
                return Optional.empty();
            }
            throw withAdvice(wanted, e);
        }
    }

    private static AlpineException withAdvice(LockedPackage wanted, PackageGoneException e) {
        String give = e.isForGood() ? "Give" : "It may still be there: try again later. Else give";
        return new AlpineException(
                "this package is locked, but " + e.getMessage() + "\n  " + give
                        + " a folder that 'mkrun vendor' made (--repository DIR --keys DIR/keys), or a cache that has it;"
                        + " or take the version that there is now: mkrun lock --update " + wanted.name() + " PLAYBOOK",
                e);
    }

    /** The record of a package with all that its file says, as the index that it was chosen from had it. */
    PackageRecord record(LockedPackage locked, ApkFile file) {
        return file.toRecord().withArch(locked.record(image.arch()).arch());
    }

    /**
     * Fetches all packages.
     *
     * @return the files by the records that are to be installed, in that order
     */
    public Map<PackageRecord, ApkFile> fetchAll() throws AlpineException {
        Map<PackageRecord, LockedPackage> wanted = new LinkedHashMap<>();
        image.packages().forEach(locked -> wanted.put(locked.record(image.arch()), locked));
        Map<PackageRecord, ApkFile> all = new LinkedHashMap<>();
        try (FetchAhead<ApkFile> files = new FetchAhead<>(wanted.keySet(), named -> fetch(wanted.get(named)))) {
            for (Map.Entry<PackageRecord, LockedPackage> one : wanted.entrySet()) {
                ApkFile file = files.take(one.getKey());
                all.put(record(one.getValue(), file), file);
            }
        }
        return all;
    }

    /** What is to be installed, for records from {@link #fetchAll}. */
    public Resolution resolution(Map<PackageRecord, ApkFile> files) {
        return Resolution.ofInstalls(image.world(), List.copyOf(files.keySet()), Map.of());
    }
}
