package mkrun.target;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Files that are there in full or not at all, whatever happens while they are written. */
public final class AtomicFile {
    private static final String UNFINISHED = ".part";

    /** Nobody writes one file for so long: whoever began it was killed. */
    private static final Duration LONGEST = Duration.ofHours(6);

    private static final Set<Path> TIDIED = ConcurrentHashMap.newKeySet();

    /** Being written. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(AtomicFile::removeOpen, "mkrun-unfinished"));
        } catch (IllegalStateException e) {
            // the JVM ends already
        }
    }

    private AtomicFile() {}

    /**
     * Writes a file beside its final name, forces it to disk and moves it there; missing directories are made. The
     * file gets the permissions of the one that it replaces, or of any new file; readers of the old one keep what they have.
     *
     * @throws IOException if it could not be written; the old file, if any, is untouched then
     */
    public static void write(Path file, Content content) throws IOException {
        write(Map.of(file, content), true);
    }

    /**
     * Writes files that belong together, each as {@link #write}, and moves none to its place before all are written.
     *
     * @param files moved in this order: the one that vouches for the others goes last
     * @throws IOException if one could not be written; older files are untouched then
     */
    public static void writeTogether(Map<Path, Content> files) throws IOException {
        write(files, true);
    }

    /**
     * As {@link #write}, but not forced to disk: for files that are verified whenever they are read, and made again if they
     * are damaged.
     */
    public static void writeCached(Path file, Content content) throws IOException {
        write(Map.of(file, content), false);
    }

    private static void write(Map<Path, Content> files, boolean force) throws IOException {
        Map<Path, Path> temporaries = new LinkedHashMap<>();
        try {
            for (Map.Entry<Path, Content> one : files.entrySet()) {
                Path temporary = temporary(one.getKey());
                temporaries.put(temporary, one.getKey());
                OPEN.add(temporary);
                fill(temporary, one.getKey(), one.getValue(), force);
            }
            for (Map.Entry<Path, Path> one : temporaries.entrySet()) {
                Files.move(
                        one.getKey(),
                        one.getValue(),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            for (Path temporary : temporaries.keySet()) {
                Files.deleteIfExists(temporary);
                OPEN.remove(temporary);
            }
        }
    }

    /** The name of a file while it is written; its directory is made. */
    private static Path temporary(Path file) throws IOException {
        Path dir = file.toAbsolutePath().getParent();
        Files.createDirectories(dir);
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) { // Java would name the unfinished file
            throw new FileSystemException(file.toString(), null, "is a directory");
        }
        if (TIDIED.add(dir)) {
            removeUnfinished(dir);
        }
        return dir.resolve("." + file.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + Thread.currentThread().getId() + UNFINISHED);
    }

    private static void fill(Path temporary, Path file, Content content, boolean force) throws IOException {
        try (InputStream in = content.open();
                FileChannel channel = created(temporary, file)) {
            keepPermissions(file, temporary); // before there is anything to read
            in.transferTo(new Named(Channels.newOutputStream(channel), file));
            if (force) {
                channel.force(true);
            }
        }
    }

    private static void keepPermissions(Path file, Path temporary) throws IOException {
        PosixFileAttributeView old =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (old != null && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.setPosixFilePermissions(temporary, old.readAttributes().permissions());
        }
    }

    /** The user knows the file, not what it is called while it is written. */
    private static FileChannel created(Path temporary, Path file) throws IOException {
        try {
            return FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
        } catch (FileSystemException e) {
            FileSystemException named = new FileSystemException(file.toString(), null, FileFault.reason(e));
            named.initCause(e);
            throw named;
        }
    }

    /** Says which file cannot be written: of a full disk Java gives the reason alone. */
    private static final class Named extends FilterOutputStream {
        private final Path file;

        Named(OutputStream out, Path file) {
            super(out);
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                FileSystemException named = new FileSystemException(file.toString(), null, e.getMessage());
                named.initCause(e);
                throw named;
            }
        }
    }

    /** Ctrl-C ends the JVM without ending what its threads do. */
    private static void removeOpen() {
        for (Path file : OPEN) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // a later process removes it
            }
        }
    }

    /** Removes what processes left that were killed while they wrote. */
    private static void removeUnfinished(Path dir) throws IOException {
        Instant old = Instant.now().minus(LONGEST);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(dir, ".*" + UNFINISHED)) {
            for (Path file : files) {
                if (lastModified(file).isBefore(old)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Now, if the file is gone: whoever wrote it has just finished. */
    private static Instant lastModified(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (NoSuchFileException e) {
            return Instant.now();
        }
    }
}
