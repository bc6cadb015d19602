package mkrun.alpine.repository;

import java.nio.file.Path;
import java.util.List;
import mkrun.alpine.AlpineException;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Resolution;
import mkrun.alpine.UnsatisfiableException;
import mkrun.alpine.Wish;
import mkrun.alpine.apk.ApkFile;
import mkrun.alpine.index.InstalledPackages;
import mkrun.alpine.sign.Keys;
import mkrun.alpine.solver.Request;
import mkrun.target.Progress;

/** Repositories opened for one architecture: what they have, and the packages themselves. */
public interface PackageSource {
    /** The repository line of the small repository that comes with mkrun, for the lab only. */
    String EMBEDDED = "embedded";

    /**
     * Reads and verifies the indexes of some repositories.
     *
     * @param repositoryLines lines as in {@code /etc/apk/repositories}: a folder, a {@code file:} or http(s) URL, to which
     *     {@code /ARCH/APKINDEX.tar.gz} is added, and {@code @TAG} may stand before; or {@link #EMBEDDED}
     * @param arch Alpine's name of the architecture, {@code aarch64}
     * @param keys who is trusted; the embedded repository has a key of its own
     * @param access the cache, and whether servers may be asked
     * @throws AlpineException if an index cannot be had or trusted; the message names its place
     */
    static PackageSource open(List<String> repositoryLines, String arch, Keys keys, Access access)
            throws AlpineException {
        return Repositories.open(repositoryLines, arch, keys, access);
    }

    /** The same, from servers too. */
    static PackageSource open(List<String> repositoryLines, String arch, Keys keys, Path cache, Progress progress)
            throws AlpineException {
        return open(repositoryLines, arch, keys, Access.online(cache, progress));
    }

    /** What each repository's index was when it was opened, in their order. */
    List<RepositoryState> states();

    /** Alpine's name of the architecture. */
    String arch();

    /**
     * Finds the packages that fulfil some wishes, with all they need.
     *
     * @param world wishes as in {@code /etc/apk/world}: {@code chrony}, {@code openssh>9}, {@code !vlan}
     * @throws UnsatisfiableException if that is impossible; the message says which and why
     * @throws AlpineException if a wish cannot be understood
     */
    Resolution resolve(List<String> world) throws AlpineException;

    /**
     * Finds the packages that fulfil some wishes, with all they need.
     *
     * @throws UnsatisfiableException if that is impossible; the message says which and why, and who wished it
     */
    Resolution resolveWishes(List<Wish> world) throws AlpineException;

    /**
     * Finds what is to become of a root that has packages.
     *
     * @throws UnsatisfiableException if that is impossible; the message says which and why, and who wished it
     */
    Resolution resolve(Request request, InstalledPackages installed) throws AlpineException;

    /**
     * The package file of a record, from the cache or the repository; size, checksum and its own signature are verified.
     *
     * @throws AlpineException if it cannot be had or trusted
     */
    ApkFile fetch(PackageRecord record) throws AlpineException;

    /** Whether any of the repositories holds stand-ins that are good for trying things out and nothing else. */
    boolean isForLabOnly();
}
