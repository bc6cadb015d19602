package mkrun.target.rootfs;

import java.util.Map;
import java.util.TreeMap;
import mkrun.target.Content;

/**
 * One inode of a root file system.
 *
 * @param type what it is
 * @param mode permission bits with setuid, setgid and sticky ({@code 04755}); no file type bits
 * @param uid numeric owner
 * @param gid numeric group
 * @param mtime modification time in seconds since 1970; {@link #NO_TIME} for "the image's time"
 * @param content bytes of a regular file, empty otherwise
 * @param link target text of a symbolic link, empty otherwise
 * @param device device number of a character or block device
 * @param xattrs extended attributes by full name ({@code security.capability}), values raw
 */
public record Entry(
        Type type,
        int mode,
        int uid,
        int gid,
        long mtime,
        Content content,
        String link,
        Device device,
        Map<String, Content> xattrs) {

    /** The time of an entry that takes the image's time when it is packed. */
    public static final long NO_TIME = -1;

    /** Kinds of inode. */
    public enum Type {
        FILE,
        DIRECTORY,
        SYMLINK,
        CHARACTER_DEVICE,
        BLOCK_DEVICE,
        FIFO
    }

    /** Major and minor number; {@code 0, 0} for everything that is no device. */
    public record Device(int major, int minor) {
        /** No device. */
        public static final Device NONE = new Device(0, 0);
    }

    public Entry {
        if ((mode & ~07777) != 0) {
            throw new IllegalArgumentException("mode has bits outside 07777: " + Integer.toOctalString(mode));
        }
        xattrs = Map.copyOf(xattrs);
    }

    /** A regular file of root's. */
    public static Entry file(Content content, int mode) {
        return new Entry(Type.FILE, mode, 0, 0, NO_TIME, content, "", Device.NONE, Map.of());
    }

    /** A directory of root's. */
    public static Entry directory(int mode) {
        return new Entry(Type.DIRECTORY, mode, 0, 0, NO_TIME, Content.EMPTY, "", Device.NONE, Map.of());
    }

    /** A symbolic link; its mode is 0777 as on Linux. */
    public static Entry symlink(String target) {
        return new Entry(Type.SYMLINK, 0777, 0, 0, NO_TIME, Content.EMPTY, target, Device.NONE, Map.of());
    }

    public boolean isDirectory() {
        return type == Type.DIRECTORY;
    }

    public boolean isFile() {
        return type == Type.FILE;
    }

    public boolean isSymlink() {
        return type == Type.SYMLINK;
    }

    public Entry withMode(int newMode) {
        return new Entry(type, newMode, uid, gid, mtime, content, link, device, xattrs);
    }

    public Entry withOwner(int newUid, int newGid) {
        return new Entry(type, mode, newUid, newGid, mtime, content, link, device, xattrs);
    }

    public Entry withMtime(long newMtime) {
        return new Entry(type, mode, uid, gid, newMtime, content, link, device, xattrs);
    }

    /** The same file with other bytes and no time of its own. */
    public Entry withContent(Content newContent) {
        return new Entry(type, mode, uid, gid, NO_TIME, newContent, link, device, xattrs);
    }

    public Entry withXattr(String name, Content value) {
        Map<String, Content> more = new TreeMap<>(xattrs);
        more.put(name, value);
        return new Entry(type, mode, uid, gid, mtime, content, link, device, more);
    }
}
