package mkrun.alpine.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.alpine.AlpineException;
import mkrun.alpine.FileNames;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Resolution;
import mkrun.alpine.UnsatisfiableException;
import mkrun.alpine.Wish;
import mkrun.alpine.apk.ApkFile;
import mkrun.alpine.index.ApkIndex;
import mkrun.alpine.index.InstalledPackages;
import mkrun.alpine.sign.Keys;
import mkrun.alpine.solver.Catalog;
import mkrun.alpine.solver.Request;
import mkrun.alpine.solver.Solver;
import mkrun.target.Content;
import mkrun.target.FileFault;

/** Several repositories for one architecture, in the order that decides between equal packages. */
final class Repositories implements PackageSource {
    private static final String EMBEDDED_FOLDER = "/mkrun/alpine/embedded";

    private static final String LAB_NOTE =
            "\n  The repository 'embedded' holds stand-ins for a few packages, for the lab;"
                    + " give Alpine's own repositories for others.";

    /** An opened repository and whose signatures count in it. */
    record Opened(Repository repository, Keys keys) {}

    private final String arch;
    private final Cache cache;
    private final Map<String, Opened> opened;
    private final List<Catalog.Source> sources;
    private final List<RepositoryState> states;
    private final Catalog catalog;

    private Repositories(
            String arch,
            Cache cache,
            Map<String, Opened> opened,
            List<Catalog.Source> sources,
            List<RepositoryState> states)
            throws AlpineException {
        this.arch = arch;
        this.cache = cache;
        this.opened = opened;
        this.sources = List.copyOf(sources);
        this.states = List.copyOf(states);
        this.catalog = Catalog.of(sources);
    }

    static PackageSource open(List<String> lines, String arch, Keys keys, Access access) throws AlpineException {
        Cache cache = new Cache(access.cache());
        Map<String, Opened> opened = openAll(lines, arch, keys, cache, new Download(access));
        List<Catalog.Source> sources = new ArrayList<>();
        List<RepositoryState> states = new ArrayList<>();
        Optional<Path> parsed = Optional.of(access.cache().resolve("parsed"));
        for (Map.Entry<String, Opened> one : opened.entrySet()) {
            String line = one.getKey();
            byte[] file = one.getValue().repository.index(arch);
            String place = one.getValue().repository.place(arch, Repository.INDEX);
            ApkIndex index = ApkIndex.read(file, line, place, one.getValue().keys, parsed);
            sources.add(new Catalog.Source(index, RepositoryLine.parse(line).tag()));
            states.add(new RepositoryState(
                    line, index.description(), Content.of(file).sha256(), index.signer()));
        }
        return new Repositories(arch, cache, opened, sources, states);
    }

    /** The repositories of some lines by their text, in order; nothing is read of them yet. */
    static Map<String, Opened> openAll(List<String> lines, String arch, Keys keys, Cache cache, Download download)
            throws AlpineException {
        if (!FileNames.isSafe(arch)) {
            throw new AlpineException("'" + arch + "' is no architecture of Alpine's");
        }
        Map<String, Opened> opened = new LinkedHashMap<>();
        for (String line : lines) {
            RepositoryLine parsed = RepositoryLine.parse(line);
            opened.put(parsed.text(), open(parsed, keys, cache, download));
        }
        if (opened.isEmpty()) {
            throw new AlpineException("no repository is given, so there is nowhere to get packages from");
        }
        return opened;
    }

    private static Opened open(RepositoryLine line, Keys keys, Cache cache, Download download) throws AlpineException {
        return switch (line.kind()) {
            case EMBEDDED -> new Opened(new Repository.OnClassPath(EMBEDDED_FOLDER), embeddedKey());
            case FOLDER -> new Opened(new Repository.Folder(line.folder()), keys);
            case HTTP -> new Opened(new Repository.Http(line, download, cache), keys);
        };
    }

    private static Keys embeddedKey() throws AlpineException {
        try (InputStream name = Repositories.class.getResourceAsStream(EMBEDDED_FOLDER + "/key.name");
                InputStream key = Repositories.class.getResourceAsStream(EMBEDDED_FOLDER + "/key.pub")) {
            if (name == null || key == null) {
                throw new AlpineException(EMBEDDED + ": this build of mkrun has no embedded packages");
            }
            return Keys.of(text(name).strip(), text(key));
        } catch (IOException e) {
            throw new AlpineException(EMBEDDED + ": its key cannot be read: " + FileFault.reason(e), e);
        }
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public List<RepositoryState> states() {
        return states;
    }

    @Override
    public String arch() {
        return arch;
    }

    @Override
    public boolean isForLabOnly() {
        return opened.containsKey(EMBEDDED);
    }

    @Override
    public Resolution resolve(List<String> world) throws AlpineException {
        List<Wish> wishes = new ArrayList<>();
        for (String wish : world) {
            wishes.add(Wish.parse(wish, ""));
        }
        return resolveWishes(wishes);
    }

    @Override
    public Resolution resolveWishes(List<Wish> wishes) throws AlpineException {
        return solve(Request.add(wishes), catalog);
    }

    @Override
    public Resolution resolve(Request request, InstalledPackages installed) throws AlpineException {
        return solve(request, new Catalog(sources, installed.packages(), installed.tags()));
    }

    private Resolution solve(Request request, Catalog packages) throws UnsatisfiableException {
        try {
            return Solver.solve(request, packages);
        } catch (UnsatisfiableException e) {
            throw isForLabOnly() ? new UnsatisfiableException(e.getMessage() + LAB_NOTE) : e;
        }
    }

    @Override
    public ApkFile fetch(PackageRecord record) throws AlpineException {
        String line = catalog.repository(record)
                .orElseThrow(() -> new AlpineException(record.id() + ": is in none of the repositories"));
        Opened from = opened.get(line);
        if (from.repository instanceof Repository.Http) {
            Optional<byte[]> cached = cache.packageFile(record);
            if (cached.isPresent()) {
                try {
                    return verified(cached.get(), record, from);
                } catch (AlpineException e) {
                    cache.dropPackage(record); // damaged on this disk: the server has it anew
                }
            }
        }
        byte[] file = from.repository.packageFile(folder(record), record);
        ApkFile apk = verified(file, record, from);
        if (from.repository instanceof Repository.Http) {
            cache.keepPackage(record, Content.of(file));
        }
        return apk;
    }

    private ApkFile verified(byte[] file, PackageRecord record, Opened from) throws AlpineException {
        ApkFile apk = ApkFile.read(file, from.repository.place(folder(record), record.id() + ".apk"));
        apk.verifyIs(record);
        apk.verify(from.keys);
        return apk;
    }

    /** The folder a package is in: the architecture its index gives. */
    private String folder(PackageRecord record) {
        return record.arch().isEmpty() ? arch : record.arch();
    }
}
