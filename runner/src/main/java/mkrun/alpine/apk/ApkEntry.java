package mkrun.alpine.apk;

import java.util.Map;
import mkrun.target.Content;

/**
 * One entry of a package's data member.
 *
 * @param path where it goes, without slashes at the ends
 * @param type what it is
 * @param mode permission bits with setuid, setgid and sticky
 * @param user owner's name, to be looked up in the root being built; may be empty
 * @param group group's name, to be looked up in the root being built; may be empty
 * @param uid numeric owner, of the build host: only for when the name is unknown
 * @param gid numeric group, of the build host: only for when the name is unknown
 * @param mtime seconds since 1970
 * @param content bytes of a regular file, empty otherwise
 * @param link target of a symbolic link as it stands, or for a hard link the path of an earlier entry
 * @param major device number
 * @param minor device number
 * @param sha1 SHA-1 of a file's bytes or of a symbolic link's target, lower-case hex; empty for other types
 * @param xattrs extended attributes by full name
 */
public record ApkEntry(
        String path,
        Type type,
        int mode,
        String user,
        String group,
        int uid,
        int gid,
        long mtime,
        Content content,
        String link,
        int major,
        int minor,
        String sha1,
        Map<String, Content> xattrs) {

    /** Kinds of entry. */
    public enum Type {
        FILE,
        HARD_LINK,
        SYMLINK,
        DIRECTORY,
        CHARACTER_DEVICE,
        BLOCK_DEVICE,
        FIFO
    }

    public ApkEntry {
        xattrs = Map.copyOf(xattrs);
    }
}
