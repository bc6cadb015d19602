package mkrun.alpine.install;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import mkrun.alpine.Digests;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;

/**
 * Who owns a file or directory and may do what, as apk records it.
 *
 * @param xattrs checksum of the extended attributes, empty if there are none
 */
record Acl(int uid, int gid, int mode, String xattrs) {
    static final Acl DIRECTORY = new Acl(0, 0, 0755, "");
    static final Acl FILE = new Acl(0, 0, 0644, "");

    static Acl of(Entry entry) {
        return new Acl(entry.uid(), entry.gid(), entry.mode(), checksum(entry.xattrs()));
    }

    /** The attributes of a directory that two packages own: the lower owner's, or what both allow. */
    Acl merged(Acl other) {
        if (uid != other.uid || gid != other.gid) {
            return uid < other.uid || uid == other.uid && gid < other.gid ? this : other;
        }
        return new Acl(uid, gid, mode & other.mode, xattrs);
    }

    @Override
    public String toString() {
        return uid + ":" + gid + ":" + Integer.toOctalString(mode) + (xattrs.isEmpty() ? "" : ":" + xattrs);
    }

    /** SHA-1 over names and values in the names' order, each after its length in four bytes. */
    private static String checksum(Map<String, Content> xattrs) {
        if (xattrs.isEmpty()) {
            return "";
        }
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            new TreeMap<>(xattrs).forEach((name, value) -> {
                update(sha1, name.getBytes(StandardCharsets.UTF_8));
                update(sha1, value.bytes());
            });
            return Digests.identity(sha1.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-1", e);
        }
    }

    private static void update(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
        digest.update(bytes);
    }
}
