package mkrun.alpine.repository;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mkrun.alpine.AlpineException;
import mkrun.alpine.UntrustedException;
import mkrun.alpine.sign.Keys;
import mkrun.target.AtomicFile;
import mkrun.target.Content;
import mkrun.target.FileFault;
import org.jspecify.annotations.Nullable;

/**
 * Alpine's own signing keys. mkrun knows them by digest, so it does not matter through whose hands they come: they are
 * taken from the package alpine-keys of the mirror in use, or, where that is older than a key, from Alpine's site; once, and
 * kept beside the packages.
 */
public final class AlpineKeys {
    static final URI SITE = URI.create("https://alpinelinux.org/keys/");

    private static final String PREFIX = "alpine-devel@lists.alpinelinux.org-";
    private static final int LIMIT = 1 << 16; // a key has less than a kilobyte

    /** SHA-256 of each key file by the key's name, from Alpine's package alpine-keys. */
    private static final Map<String, String> DIGESTS = Map.ofEntries(
            Map.entry("4a6a0840", "9c102bcc376af1498d549b77bdbfa815ae86faa1d2d82f040e616b18ef2df2d4"),
            Map.entry("5243ef4b", "ebf31683b56410ecc4c00acd9f6e2839e237a3b62b5ae7ef686705c7ba0396a9"),
            Map.entry("524d27bb", "1bb2a846c0ea4ca9d0e7862f970863857fc33c32f5506098c636a62a726a847b"),
            Map.entry("5261cecb", "12f899e55a7691225603d6fb3324940fc51cd7f133e7ead788663c2b7eecb00c"),
            Map.entry("58199dcc", "73867d92083f2f8ab899a26ccda7ef63dfaa0032a938620eda605558958a8041"),
            Map.entry("58cbb476", "9a4cd858d9710963848e6d5f555325dc199d1c952b01cf6e64da2c15deedbd97"),
            Map.entry("58e4f17d", "780b3ed41786772cbc7b68136546fa3f897f28a23b30c72dde6225319c44cfff"),
            Map.entry("5e69ca50", "59c01c57b446633249f67c04b115dd6787f4378f183dff2bbf65406df93f176d"),
            Map.entry("60ac2099", "db0b49163f07ffba64a5ca198bcf1688610b0bd1f0d8d5afeaf78559d73f2278"),
            Map.entry("6165ee59", "207e4696d3c05f7cb05966aee557307151f1f00217af4143c1bcaf33b8df733f"),
            Map.entry("61666e3f", "128d34d4aec39b0daedea8163cd8dc24dff36fd3d848630ab97eeb1d3084bbb3"),
            Map.entry("616a9724", "10877cce0a935e46ad88cb79e174a2491680508eccda08e92bf04fb9bf37fbc1"),
            Map.entry("616abc23", "4a095a9daca86da496a3cd9adcd95ee2197fdbeb84638656d469f05a4d740751"),
            Map.entry("616ac3bc", "0caf5662fde45616d88cfd7021b7bda269a2fcaf311e51c48945a967a609ec0b"),
            Map.entry("616adfeb", "ebe717d228555aa58133c202314a451f81e71f174781fd7ff8d8970d6cfa60da"),
            Map.entry("616ae350", "d11f6b21c61b4274e182eb888883a8ba8acdbf820dcc7a6d82a7d9fc2fd2836d"),
            Map.entry("616db30d", "40a216cbd163f22e5f16a9e0929de7cde221b9cbae8e36aa368b1e128afe0a31"));

    /** The keys of each architecture, older ones first: those in the folder of that name in alpine-keys. */
    private static final Map<String, List<String>> BY_ARCH = Map.ofEntries(
            Map.entry("aarch64", List.of("58199dcc", "616ae350")),
            Map.entry("armhf", List.of("524d27bb", "616a9724")),
            Map.entry("armv7", List.of("524d27bb", "616adfeb")),
            Map.entry("mips64", List.of("5e69ca50")),
            Map.entry("ppc64le", List.of("58cbb476", "616abc23")),
            Map.entry("riscv64", List.of("60ac2099", "616db30d")),
            Map.entry("s390x", List.of("58e4f17d", "616ac3bc")),
            Map.entry("x86", List.of("4a6a0840", "5243ef4b", "61666e3f")),
            Map.entry("x86_64", List.of("4a6a0840", "5261cecb", "6165ee59")));

    private final List<Repository> mirrors;
    private final URI site;
    private final Path folder;
    private final Download download;
    private @Nullable Map<String, Content> offered;

    /**
     * The keys that Alpine signs packages of an architecture with. mkrun knows them by digest; the first use fetches
     * them.
     *
     * @param lines the repositories in use; the servers among them are asked
     * @param access the cache that keeps them, and whether servers may be asked
     * @throws AlpineException if they cannot be fetched, or are others than Alpine's
     */
    public static Keys of(String arch, List<String> lines, Access access) throws AlpineException {
        Download download = new Download(access);
        Cache cache = new Cache(access.cache());
        List<Repository> mirrors = new ArrayList<>();
        for (String line : lines) {
            RepositoryLine parsed = RepositoryLine.parse(line);
            if (parsed.kind() == RepositoryLine.Kind.HTTP) {
                mirrors.add(new Repository.Http(parsed, download, cache));
            }
        }
        return new AlpineKeys(mirrors, SITE, access.cache().resolve("keys"), download).of(arch);
    }

    AlpineKeys(List<Repository> mirrors, URI site, Path folder, Download download) {
        this.mirrors = mirrors;
        this.site = site;
        this.folder = folder;
        this.download = download;
    }

    /** The keys that sign packages of an architecture. */
    Keys of(String arch) throws AlpineException {
        Keys keys = Keys.none();
        for (String name : BY_ARCH.getOrDefault(arch, List.of())) {
            String file = PREFIX + name + ".rsa.pub";
            keys = keys.and(Keys.of(file, key(name, file, arch).asText().orElse("")));
        }
        return keys;
    }

    private Content key(String name, String file, String arch) throws AlpineException {
        Path kept = folder.resolve(file);
        try {
            Content known = Files.exists(kept) ? Content.of(Files.readAllBytes(kept)) : Content.EMPTY;
            if (isGenuine(name, known)) {
                return known;
            }
            Content offered = offered(arch).getOrDefault(file, Content.EMPTY);
            Content fetched = isGenuine(name, offered) ? offered : fetch(name, file);
            AtomicFile.write(kept, fetched);
            return fetched;
        } catch (IOException e) {
            throw new AlpineException(kept + ": cannot be kept: " + FileFault.reason(e), e);
        }
    }

    /** What the first mirror that has the package offers. */
    private Map<String, Content> offered(String arch) {
        if (offered == null) {
            offered = Map.of();
            for (int i = 0; i < mirrors.size() && offered.isEmpty(); i++) {
                offered = offeredBy(mirrors.get(i), arch);
            }
        }
        return offered;
    }

    private static Map<String, Content> offeredBy(Repository mirror, String arch) {
        try {
            return MirrorKeys.in(mirror, arch);
        } catch (AlpineException e) {
            return Map.of(); // it fails again, and is named, when its packages are asked for
        }
    }

    private Content fetch(String name, String file) throws AlpineException {
        Content fetched;
        try {
            fetched =
                    download.fetch(site.resolve(file), "", LIMIT).orElseThrow().content();
        } catch (AlpineException e) {
            throw new AlpineException(
                    "Alpine's signing keys cannot be fetched: " + e.getMessage()
                            + "; have them in a folder, and name it with keys 'FOLDER' in the image, or --keys FOLDER",
                    e);
        }
        if (!isGenuine(name, fetched)) {
            throw new UntrustedException(site.resolve(file) + ": UNTRUSTED key: its SHA-256 is " + fetched.sha256()
                    + ", that of Alpine's key is " + DIGESTS.get(name));
        }
        return fetched;
    }

    private static boolean isGenuine(String name, Content key) {
        return key.sha256().equals(DIGESTS.get(name));
    }
}
