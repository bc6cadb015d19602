package mkrun.target.ssh;

import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import java.io.ByteArrayInputStream;
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
        static Stamp of(Path file) throws IOException {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(attributes.lastModifiedTime(), attributes.size());
            } catch (NoSuchFileException e) {
                return MISSING;
            }
        }
    }

    private record Held(Stamp stamp, HostKeyRepository keys) {}

    /**
     * The keys in a file as it is now; none if it does not exist.
     *
     * @param file in the format of OpenSSH's {@code known_hosts}
     * @throws IOException if it cannot be read
     */
    synchronized HostKeyRepository of(Path file) throws IOException {
        Stamp stamp = Stamp.of(file);
        Held held = files.get(file);
        if (held == null || !held.stamp.equals(stamp)) {
            held = new Held(stamp, read(file, stamp));
            files.put(file, held);
        }
        return held.keys;
    }

    private static HostKeyRepository read(Path file, Stamp stamp) throws IOException {
        JSch jsch = new JSch();
        try {
            // From memory: JSch takes a byte at a time, and from a file each costs a call of the system.
            jsch.setKnownHosts(
                    new ByteArrayInputStream(stamp.equals(MISSING) ? new byte[0] : Files.readAllBytes(file)));
        } catch (JSchException e) {
            throw new IOException(e.getMessage(), e);
        }
        return jsch.getHostKeyRepository();
    }
}
