package mkrun.alpine.repository;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import mkrun.alpine.AlpineException;
import mkrun.alpine.PackageRecord;
import mkrun.target.AtomicFile;
import mkrun.target.Content;
import mkrun.target.FileFault;

/**
 * Downloaded files in a folder: packages by their checksum, indexes by their address. Files appear whole or not at all,
 * so that processes may share it and be killed at any time. What is in it is not trusted: it is verified at every use.
 */
final class Cache {
    private final Path folder;

    Cache(Path folder) {
        this.folder = folder;
    }

    Optional<byte[]> packageFile(PackageRecord record) throws AlpineException {
        return read(packagePath(record));
    }

    void keepPackage(PackageRecord record, Content file) throws AlpineException {
        write(packagePath(record), file);
    }

    /** Throws away a cached package that did not verify. */
    void dropPackage(PackageRecord record) throws AlpineException {
        try {
            Files.deleteIfExists(packagePath(record));
        } catch (IOException e) {
            throw new AlpineException(packagePath(record) + ": cannot be removed: " + FileFault.reason(e), e);
        }
    }

    Optional<byte[]> index(String url) throws AlpineException {
        return read(indexPath(url));
    }

    /** The server's tag of the cached index, empty if there is none. */
    String indexTag(String url) throws AlpineException {
        return index(url).isEmpty()
                ? ""
                : read(tagPath(url))
                        .map(b -> new String(b, StandardCharsets.UTF_8))
                        .orElse("");
    }

    void keepIndex(String url, Content file, String tag) throws AlpineException {
        write(tagPath(url), Content.EMPTY); // a tag must never stand beside an older file
        write(indexPath(url), file);
        write(tagPath(url), Content.text(tag));
    }

    private Path packagePath(PackageRecord record) {
        byte[] sha1 = Base64.getDecoder().decode(record.checksum().substring(2));
        return folder.resolve("packages")
                .resolve(record.name() + "-" + HexFormat.of().formatHex(sha1) + ".apk");
    }

    private Path indexPath(String url) {
        return folder.resolve("indexes").resolve(Content.text(url).sha256() + ".tar.gz");
    }

    private Path tagPath(String url) {
        return folder.resolve("indexes").resolve(Content.text(url).sha256() + ".etag");
    }

    private static Optional<byte[]> read(Path file) throws AlpineException {
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new AlpineException(file + ": cannot be read: " + FileFault.reason(e), e);
        }
    }

    private static void write(Path file, Content content) throws AlpineException {
        try {
            AtomicFile.writeCached(file, content);
        } catch (IOException e) {
            throw new AlpineException(file + ": cannot be written: " + FileFault.reason(e), e);
        }
    }
}
