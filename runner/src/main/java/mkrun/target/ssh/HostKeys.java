package mkrun.target.ssh;

import com.jcraft.jsch.HostKeyRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;

/**
 * What files of known hosts hold. A file is read once for all sessions, also for those that begin at the same time, and again
 * when it has changed: read for each, the keys of a large fleet cost more than all the sessions with it.
 */
public final class HostKeys {
    private static final Stamp MISSING = new Stamp(FileTime.fromMillis(0), -1);

    private final Map<Path, Held> files = new HashMap<>();

    private record Stamp(FileTime modified, long size) {
        boolean is(Stamp other) {
            return size == other.size && modified.equals(other.modified);
        }

        static Stamp of(Path file) throws IOException {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(attributes.lastModifiedTime(), attributes.size());
            } catch (NoSuchFileException e) {
                return MISSING;
            }
        }
    }

    private record Held(Stamp stamp, KnownHostsFile keys) {}

    /**
     * What a file, as it is now, knows of a host; nothing if the file does not exist.
     *
     * @param file in the format of OpenSSH's {@code known_hosts}
     * @throws IOException if it cannot be read
     */
    HostKeyRepository of(Path file, String host, int port) throws IOException {
        return of(file).of(host, port);
    }

    private synchronized KnownHostsFile of(Path file) throws IOException {
        Stamp stamp = Stamp.of(file);
        Held held = files.get(file);
        if (held == null || !held.stamp.is(stamp)) {
            held = new Held(stamp, new KnownHostsFile(stamp.is(MISSING) ? new byte[0] : Files.readAllBytes(file)));
            files.put(file, held);
        }
        return held.keys;
    }
}
