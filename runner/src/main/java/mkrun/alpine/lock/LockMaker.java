package mkrun.alpine.lock;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mkrun.alpine.AlpineException;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Resolution;
import mkrun.alpine.Wish;
import mkrun.alpine.apk.ApkFile;
import mkrun.alpine.index.ApkIndex;
import mkrun.alpine.index.InstalledPackages;
import mkrun.alpine.repository.Access;
import mkrun.alpine.repository.PackageSource;
import mkrun.alpine.repository.RepositoryState;
import mkrun.alpine.sign.KeyPairFiles;
import mkrun.alpine.sign.Keys;
import mkrun.alpine.solver.Catalog;
import mkrun.alpine.solver.Request;
import mkrun.alpine.solver.Solver;

/** Makes locks of what repositories have, and renews them with as little change as the wishes allow. */
public final class LockMaker {
    private final PackageSource source;
    private final Keys keys;
    private final Access access;

    /**
     * @param source the opened repositories
     * @param keys whom they were opened with
     * @param access the cache, and whether servers may be asked
     */
    public LockMaker(PackageSource source, Keys keys, Access access) {
        this.source = source;
        this.keys = keys;
        this.access = access;
    }

    /**
     * A lock of what the wishes come to now. Every package is fetched, so that its digest is known.
     *
     * @throws AlpineException if the wishes cannot be met or a package cannot be had
     */
    public LockedImage make(String image, List<Wish> wishes) throws AlpineException {
        return locked(image, source.resolveWishes(wishes), Map.of());
    }

    /**
     * A lock that keeps what another has, as apk keeps what is installed: a locked package changes only if it may, or if
     * the wishes or what may change cannot be had otherwise.
     *
     * @param mayChange names of packages that are to become the best there are
     * @throws AlpineException if the wishes cannot be met or a package cannot be had
     */
    public LockedImage renew(LockedImage previous, List<Wish> wishes, Predicate<String> mayChange)
            throws AlpineException {
        Map<String, LockedPackage> kept = new HashMap<>();
        InstalledPackages installed = installed(previous, mayChange, kept);
        Resolution chosen = source.resolve(Request.add(wishes), installed);
        LockedImage renewed = locked(previous.image(), ordered(chosen, wishes, previous), kept);
        return renewed.hasSamePackages(previous) ? previous : renewed;
    }

    /** What is locked and stays if it can. What is gone everywhere cannot stay; a mirror that fails for the moment is no reason to change it. */
    private InstalledPackages installed(
            LockedImage previous, Predicate<String> mayChange, Map<String, LockedPackage> kept) throws AlpineException {
        List<String> lines = source.states().stream().map(RepositoryState::line).toList();
        LockedPackages files = LockedPackages.open(previous, lines, keys, access);
        Map<String, String> tags = new HashMap<>();
        List<PackageRecord> records = new ArrayList<>();
        for (LockedPackage locked : previous.packages()) {
            Optional<ApkFile> file = mayChange.test(locked.name()) ? Optional.empty() : files.fetchIfThere(locked);
            if (file.isPresent()) {
                PackageRecord record = files.record(locked, file.get());
                records.add(record);
                kept.put(record.checksum(), locked);
                String tag = new RepositoryState(locked.repository(), "", "").tag();
                if (!tag.isEmpty()) {
                    tags.put(locked.name(), tag);
                }
            }
        }
        return new InstalledPackages(records, tags);
    }

    /**
     * The chosen packages in the order in which they come into an empty root, which is not that in which apk would go from
     * the previous ones to them.
     */
    private Resolution ordered(Resolution chosen, List<Wish> wishes, LockedImage previous) throws AlpineException {
        Map<String, PackageRecord> byChecksum = new LinkedHashMap<>();
        chosen.packages().forEach(record -> byChecksum.put(record.checksum(), record));
        List<String> before =
                previous.packages().stream().map(LockedPackage::checksum).toList();
        if (byChecksum.keySet().equals(new TreeSet<>(before))) {
            List<PackageRecord> same = before.stream().map(byChecksum::get).toList();
            return Resolution.ofInstalls(chosen.world(), same, chosen.repositories());
        }
        ApkIndex index = ApkIndex.of("lock", "", chosen.packages());
        List<Catalog.Source> sources = new ArrayList<>(List.of(new Catalog.Source(index, "")));
        wishes.stream()
                .map(wish -> wish.dependency().tag())
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .forEach(tag -> sources.add(new Catalog.Source(index, tag)));
        Resolution fresh = Solver.solve(Request.add(wishes), Catalog.of(sources));
        return Resolution.ofInstalls(fresh.world(), fresh.packages(), chosen.repositories());
    }

    private LockedImage locked(String image, Resolution resolution, Map<String, LockedPackage> kept)
            throws AlpineException {
        List<LockedPackage> packages = new ArrayList<>();
        for (PackageRecord record : resolution.packages()) {
            Optional<String> line =
                    Optional.ofNullable(resolution.repositories().get(record));
            LockedPackage known = kept.get(record.checksum());
            packages.add(known == null ? entry(record, line.orElse("")) : known);
        }
        List<RepositoryState> states =
                source.states().stream().map(LockMaker::lasting).toList();
        return new LockedImage(image, source.arch(), resolution.world(), states, keysOf(packages), packages);
    }

    private LockedPackage entry(PackageRecord record, String line) throws AlpineException {
        ApkFile file = source.fetch(record);
        if (!file.toRecord().withArch(record.arch()).equals(record)) {
            throw new AlpineException(file.name() + ": cannot be locked: the index of " + line
                    + " describes it otherwise than the package does itself");
        }
        boolean isStandIn = line.equals(PackageSource.EMBEDDED);
        return new LockedPackage(
                record.name(),
                record.version(),
                record.arch().equals(source.arch()) ? "" : record.arch(),
                record.checksum(),
                isStandIn ? "" : file.content().sha256(),
                record.size(),
                file.info().datahash(),
                record.installedSize(),
                record.buildTime(),
                line,
                isStandIn ? "" : file.verify(keys));
    }

    /** The stand-ins inside mkrun are signed anew in each build of it, so their index has no lasting digest. */
    private static RepositoryState lasting(RepositoryState state) {
        boolean isStandIn = state.line().equals(PackageSource.EMBEDDED);
        return isStandIn
                ? new RepositoryState(state.line(), "", "")
                : new RepositoryState(state.line(), state.description(), state.sha256());
    }

    private List<LockedKey> keysOf(List<LockedPackage> packages) throws AlpineException {
        Map<String, LockedKey> locked = new TreeMap<>();
        for (String file : packages.stream()
                .map(LockedPackage::key)
                .filter(f -> !f.isEmpty())
                .collect(Collectors.toSet())) {
            PublicKey key = keys.find(file).orElseThrow(() -> new AlpineException(file + ": this key is not trusted"));
            locked.put(file, new LockedKey(file, KeyPairFiles.fingerprint(key)));
        }
        return List.copyOf(locked.values());
    }
}
