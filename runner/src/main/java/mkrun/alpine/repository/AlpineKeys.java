package mkrun.alpine.repository;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mkrun.alpine.AlpineException;
import mkrun.alpine.UntrustedException;
import mkrun.alpine.sign.Keys;
import mkrun.target.AtomicFile;
import mkrun.target.Content;
import mkrun.target.Progress;

/**
 * Alpine's own signing keys. mkrun knows them by digest, so it does not matter through whose hands they come: they are
 * fetched from Alpine's site once and kept beside the packages.
 */
public final class AlpineKeys {
    static final URI SITE = URI.create("https://alpinelinux.org/keys/");

    private static final String PREFIX = "alpine-devel@lists.alpinelinux.org-";
    private static final int LIMIT = 1 << 16; // a key has less than a kilobyte

    /** SHA-256 of each key file by the key's name, from Alpine's package alpine-keys. */
    private static final Map<String, String> DIGESTS = Map.of(
            "4a6a0840", "9c102bcc376af1498d549b77bdbfa815ae86faa1d2d82f040e616b18ef2df2d4",
            "5261cecb", "12f899e55a7691225603d6fb3324940fc51cd7f133e7ead788663c2b7eecb00c",
            "6165ee59", "207e4696d3c05f7cb05966aee557307151f1f00217af4143c1bcaf33b8df733f",
            "58199dcc", "73867d92083f2f8ab899a26ccda7ef63dfaa0032a938620eda605558958a8041",
            "616ae350", "d11f6b21c61b4274e182eb888883a8ba8acdbf820dcc7a6d82a7d9fc2fd2836d",
            "524d27bb", "1bb2a846c0ea4ca9d0e7862f970863857fc33c32f5506098c636a62a726a847b",
            "616a9724", "10877cce0a935e46ad88cb79e174a2491680508eccda08e92bf04fb9bf37fbc1",
            "616adfeb", "ebe717d228555aa58133c202314a451f81e71f174781fd7ff8d8970d6cfa60da");

    private static final Map<String, List<String>> BY_ARCH = Map.of(
            "x86_64", List.of("4a6a0840", "5261cecb", "6165ee59"),
            "aarch64", List.of("58199dcc", "616ae350"),
            "armhf", List.of("524d27bb", "616a9724"),
            "armv7", List.of("524d27bb", "616adfeb"));

    private final URI site;
    private final Path folder;
    private final Download download;

    /**
     * The keys that Alpine signs packages of an architecture with. mkrun knows them by digest; the first use fetches
     * them.
     *
     * @param cache folder that keeps them, made if missing
     * @throws AlpineException if they cannot be fetched, or are others than Alpine's
     */
    public static Keys of(String arch, Path cache, Progress progress) throws AlpineException {
        return new AlpineKeys(SITE, cache.resolve("keys"), new Download(progress)).of(arch);
    }

    AlpineKeys(URI site, Path folder, Download download) {
        this.site = site;
        this.folder = folder;
        this.download = download;
    }

    /** The keys that sign packages of an architecture. */
    Keys of(String arch) throws AlpineException {
        Keys keys = Keys.none();
        for (String name : BY_ARCH.getOrDefault(arch, List.of())) {
            String file = PREFIX + name + ".rsa.pub";
            keys = keys.and(Keys.of(file, key(name, file).asText().orElse("")));
        }
        return keys;
    }

    private Content key(String name, String file) throws AlpineException {
        Path kept = folder.resolve(file);
        try {
            Content known = Files.exists(kept) ? Content.of(Files.readAllBytes(kept)) : Content.EMPTY;
            if (isGenuine(name, known)) {
                return known;
            }
            Content fetched = fetch(name, file);
            AtomicFile.write(kept, fetched);
            return fetched;
        } catch (IOException e) {
            throw new AlpineException(kept + ": cannot be kept: " + e, e);
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
