package mkrun.alpine.repository;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import mkrun.alpine.AlpineException;
import mkrun.alpine.PackageRecord;
import mkrun.target.FileFault;

/** One repository: its index for an architecture and its package files, as raw bytes. */
interface Repository {
    String INDEX = "APKINDEX.tar.gz";
    long MAX_INDEX = 64L << 20;

    /** Where a file of it is, for messages. */
    String place(String arch, String file);

    /**
     * The bytes of the index file.
     *
     * @throws AlpineException if there is none for the architecture; the message names the place
     */
    byte[] index(String arch) throws AlpineException;

    /** The bytes of a package file. */
    byte[] packageFile(String arch, PackageRecord record) throws AlpineException;

    /** A folder that holds a folder for each architecture. */
    record Folder(Path folder) implements Repository {
        @Override
        public String place(String arch, String file) {
            return folder.resolve(arch).resolve(file).toString();
        }

        @Override
        public byte[] index(String arch) throws AlpineException {
            if (!Files.isDirectory(folder)) {
                throw new AlpineException(folder + ": there is no such folder");
            }
            return read(folder.resolve(arch).resolve(INDEX), "the repository has no index for " + arch);
        }

        @Override
        public byte[] packageFile(String arch, PackageRecord record) throws AlpineException {
            return read(
                    folder.resolve(arch).resolve(record.id() + ".apk"),
                    "the index lists it, but there is no such file");
        }

        private static byte[] read(Path file, String ifMissing) throws AlpineException {
            try {
                if (!Files.exists(file)) {
                    throw new NotThereException(file + ": " + ifMissing);
                }
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new AlpineException(file + ": cannot be read: " + FileFault.reason(e), e);
            }
        }
    }

    /** A server, with a cache in front of it. */
    record Http(RepositoryLine line, Download download, Cache cache) implements Repository {
        @Override
        public String place(String arch, String file) {
            return line.url(arch, file).toString();
        }

        @Override
        public byte[] index(String arch) throws AlpineException {
            String url = place(arch, INDEX);
            if (download.isOffline() && cache.index(url).isPresent()) {
                return cache.index(url).get();
            }
            Optional<Download.Fetched> fetched = fetchIndex(arch, url);
            if (fetched.isEmpty()) {
                return cache.index(url)
                        .orElseThrow(() -> new AlpineException(url + ": the cached index was just removed; try again"));
            }
            cache.keepIndex(url, fetched.get().content(), fetched.get().etag());
            return fetched.get().content().bytes();
        }

        private Optional<Download.Fetched> fetchIndex(String arch, String url) throws AlpineException {
            try {
                return download.fetch(line.url(arch, INDEX), cache.indexTag(url), MAX_INDEX);
            } catch (NotThereException e) {
                throw new NotThereException(
                        e.getMessage() + "; is the repository's address right, and does it have " + arch + "?", e);
            }
        }

        @Override
        public byte[] packageFile(String arch, PackageRecord record) throws AlpineException {
            String place = place(arch, record.id() + ".apk");
            try {
                return download.fetch(line.url(arch, record.id() + ".apk"), "", record.size())
                        .orElseThrow(() ->
                                new AlpineException(place + ": the server answered 304 to a request without condition"))
                        .content()
                        .bytes();
            } catch (NotThereException e) {
                throw new NotThereException(
                        e.getMessage() + ", though its index lists it: the mirror is in the middle of an update,"
                                + " or the package was replaced since; try again in some minutes, or another mirror",
                        e);
            }
        }
    }

    /** Files among the classes. */
    record OnClassPath(String folder) implements Repository {
        @Override
        public String place(String arch, String file) {
            return PackageSource.EMBEDDED + ":" + arch + "/" + file;
        }

        @Override
        public byte[] index(String arch) throws AlpineException {
            return read(arch, INDEX);
        }

        @Override
        public byte[] packageFile(String arch, PackageRecord record) throws AlpineException {
            return read(arch, record.id() + ".apk");
        }

        private byte[] read(String arch, String file) throws AlpineException {
            String resource = folder + "/" + arch + "/" + file;
            try (InputStream in = Repository.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new FileNotFoundException("it is not part of this build of mkrun");
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new AlpineException(place(arch, file) + ": " + e.getMessage(), e);
            }
        }
    }
}
