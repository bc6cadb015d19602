package mkrun.lab;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.CopyOption;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.AbstractSftpEventListenerAdapter;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.Handle;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;

/** SFTP to the files of an emulated router: no links, no owners, no more bytes than the disk has. */
final class SftpAccess extends AbstractSftpEventListenerAdapter implements SftpFileSystemAccessor {
    private final RouterFiles files;
    private final FaultPlan faults;
    private final LabSpeeds speeds;

    // Free bytes that an open file may still grow by; walking the disk for each block would be slow.
    private final Map<Handle, long[]> room = new ConcurrentHashMap<>();

    SftpAccess(RouterFiles files, FaultPlan faults, LabSpeeds speeds) {
        this.files = files;
        this.faults = faults;
        this.speeds = speeds;
    }

    @Override
    public void open(ServerSession session, String remote, Handle handle) throws IOException {
        if (handle instanceof FileHandle) {
            room.put(handle, new long[] {handle.getFile().toFile().length(), files.free(name(handle.getFile()))});
        }
    }

    @Override
    public void writing(
            ServerSession session,
            String remote,
            FileHandle handle,
            long offset,
            byte[] data,
            int dataOffset,
            int length)
            throws IOException {
        if (faults.uploading(length)) {
            session.close(true);
            throw new IOException("connection cut as ordered");
        }
        long[] sizeAndFree = room.getOrDefault(handle, new long[] {0, Long.MAX_VALUE});
        long growth = Math.max(0, offset + length - sizeAndFree[0]);
        if (growth > sizeAndFree[1]) {
            throw new FileSystemException(name(handle.getFile()), null, "no space left on device");
        }
        sizeAndFree[0] += growth;
        sizeAndFree[1] -= growth;
        LockSupport.parkNanos(speeds.writing(length).toNanos());
    }

    @Override
    public void closed(
            ServerSession session, String remote, Handle handle, @org.jspecify.annotations.Nullable Throwable thrown) {
        room.remove(handle);
    }

    /** A container that really runs may have made links that lead out of the router's files. */
    @Override
    public Path resolveLocalFilePath(SftpSubsystemProxy subsystem, Path root, String remote) throws IOException {
        Path path = SftpFileSystemAccessor.super.resolveLocalFilePath(subsystem, root, remote);
        if (!name(path).isEmpty() && files.locate(name(path)).isEmpty()) {
            throw new AccessDeniedException(remote);
        }
        return path;
    }

    @Override
    public void createLink(SftpSubsystemProxy subsystem, Path link, Path existing, boolean symLink) throws IOException {
        throw new AccessDeniedException(link.toString(), null, "a router's files have no links");
    }

    @Override
    public void renameFile(SftpSubsystemProxy subsystem, Path from, Path to, Collection<CopyOption> options)
            throws IOException {
        if (isSlot(from) || isSlot(to)) {
            throw new AccessDeniedException(from.toString(), to.toString(), "a disk cannot be renamed");
        }
        if (files.onDisk(name(from)) != files.onDisk(name(to))) {
            throw new FileSystemException(from.toString(), to.toString(), "on another disk");
        }
        SftpFileSystemAccessor.super.renameFile(subsystem, from, to, options);
    }

    @Override
    public void removeFile(SftpSubsystemProxy subsystem, Path path, boolean directory) throws IOException {
        if (isSlot(path)) {
            throw new AccessDeniedException(path.toString(), null, "a disk cannot be removed");
        }
        SftpFileSystemAccessor.super.removeFile(subsystem, path, directory);
    }

    @Override
    public void setFilePermissions(
            SftpSubsystemProxy subsystem,
            Path file,
            Set<PosixFilePermission> permissions,
            java.nio.file.LinkOption... options) {
        // A router's files have no modes; clients send them along and routers accept that without effect.
    }

    private static boolean isSlot(Path path) {
        return RouterFiles.normal(name(path)).equals(RouterFiles.SLOT);
    }

    private static String name(Path virtual) {
        return RouterFiles.normal(virtual.toString());
    }
}
