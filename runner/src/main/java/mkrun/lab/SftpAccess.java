package mkrun.lab;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.CopyOption;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.AbstractSftpEventListenerAdapter;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.Handle;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;
import org.jspecify.annotations.Nullable;

/** SFTP to the files of an emulated router: no links, no owners, no more bytes than the disk has. */
final class SftpAccess extends AbstractSftpEventListenerAdapter implements SftpFileSystemAccessor {
    private final RouterFiles files;
    private final FaultPlan faults;
    private final LabSpeeds speeds;

    private final Map<Handle, Growing> open = new ConcurrentHashMap<>();

    /** An open file: how long it is, and where it may grow. */
    private static final class Growing {
        private final Room room;
        private long size;

        Growing(long size, Room room) {
            this.size = size;
            this.room = room;
        }

        boolean grows(long end) {
            long more = Math.max(0, end - size);
            size += more;
            return more == 0 || room.take(more);
        }
    }

    SftpAccess(RouterFiles files, FaultPlan faults, LabSpeeds speeds) {
        this.files = files;
        this.faults = faults;
        this.speeds = speeds;
    }

    @Override
    public void open(ServerSession session, String remote, Handle handle) throws IOException {
        if (handle instanceof FileHandle) {
            open.put(handle, new Growing(handle.getFile().toFile().length(), files.room(name(handle.getFile()))));
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
        Growing file = open.get(handle);
        if (file != null && !file.grows(offset + length)) {
            throw full(handle.getFile());
        }
        LockSupport.parkNanos(speeds.writing(length).toNanos());
    }

    @Override
    public void closed(ServerSession session, String remote, Handle handle, @Nullable Throwable thrown) {
        open.remove(handle);
    }

    /** Of directories, too. */
    @Override
    public void creating(ServerSession session, Path path, Map<String, ?> attributes) throws IOException {
        if (!files.room(name(path)).take(0)) {
            throw full(path);
        }
    }

    private static FileSystemException full(Path file) {
        return new FileSystemException(name(file), null, "no space left on device");
    }

    /** Holds the thread of a request that is never answered, until the client has had enough. */
    @Override
    public void received(ServerSession session, int type, int id) throws IOException {
        if (!faults.transferring()) {
            return;
        }
        CountDownLatch ended = new CountDownLatch(1);
        session.addCloseFutureListener(closed -> ended.countDown());
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("the client is gone");
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
        if (!files.slot(name(from)).equals(files.slot(name(to)))) {
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
            SftpSubsystemProxy subsystem, Path file, Set<PosixFilePermission> permissions, LinkOption... options) {
        // A router's files have no modes; clients send them along and routers accept that without effect.
    }

    private boolean isSlot(Path path) {
        return files.mountPoint(name(path));
    }

    private static String name(Path virtual) {
        return RouterFiles.normal(virtual.toString());
    }
}
