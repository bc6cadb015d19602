package mkrun.alpine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mkrun.target.Content;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads the tar of a package's data member and checks each entry's name and digest. */
final class DataReader {
    static final String CHECKSUM = "APK-TOOLS.checksum.SHA1";
    static final String XATTR = "SCHILY.xattr.";

    private final String where;
    private final List<ApkEntry> entries = new ArrayList<>();
    private final Set<String> directories = new HashSet<>();

    private DataReader(String where) {
        this.where = where;
    }

    static List<ApkEntry> read(byte[] tar, String where) throws IOException, AlpineException {
        DataReader reader = new DataReader(where);
        try (TarArchiveInputStream in =
                new TarArchiveInputStream(new ByteArrayInputStream(tar), StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                if (!e.isGlobalPaxHeader() && isInstalled(e.getName())) {
                    reader.add(e, in);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("damaged tar: " + e.getMessage(), e);
        }
        return List.copyOf(reader.entries);
    }

    private static boolean isInstalled(String name) {
        String base = name.substring(name.lastIndexOf('/') + 1);
        return !name.startsWith(".") || name.startsWith("./") || name.startsWith("../")
                ? !(base.startsWith(".keep_") && base.length() > ".keep_".length())
                : false;
    }

    private void add(TarArchiveEntry e, TarArchiveInputStream in) throws IOException, AlpineException {
        String path = checked(e.getName());
        ApkEntry.Type type = type(e);
        checkParent(path, type);
        Content content = type == ApkEntry.Type.FILE ? Content.of(in.readAllBytes()) : Content.EMPTY;
        if (type == ApkEntry.Type.HARD_LINK) {
            checked(e.getLinkName());
        }
        String sha1 = sha1(e, type, content, path);
        entries.add(new ApkEntry(
                path,
                type,
                e.getMode() & 07777,
                e.getUserName(),
                e.getGroupName(),
                (int) e.getLongUserId(),
                (int) e.getLongGroupId(),
                e.getLastModifiedTime().toMillis() / 1000,
                content,
                e.getLinkName(),
                e.getDevMajor(),
                e.getDevMinor(),
                sha1,
                xattrs(e)));
    }

    private ApkEntry.Type type(TarArchiveEntry e) throws AlpineException {
        if (e.isDirectory()) {
            return ApkEntry.Type.DIRECTORY;
        }
        if (e.isSymbolicLink()) {
            return ApkEntry.Type.SYMLINK;
        }
        if (e.isLink()) {
            return ApkEntry.Type.HARD_LINK;
        }
        if (e.isCharacterDevice()) {
            return ApkEntry.Type.CHARACTER_DEVICE;
        }
        if (e.isBlockDevice()) {
            return ApkEntry.Type.BLOCK_DEVICE;
        }
        if (e.isFIFO()) {
            return ApkEntry.Type.FIFO;
        }
        if (e.isFile() && !e.isSparse()) {
            return ApkEntry.Type.FILE;
        }
        throw new AlpineException(where + ": " + e.getName() + ": entries of its type cannot be installed");
    }

    /** apk refuses a file whose directory is not in the archive, except at the top. */
    private void checkParent(String path, ApkEntry.Type type) throws AlpineException {
        int slash = path.lastIndexOf('/');
        if (type == ApkEntry.Type.DIRECTORY) {
            directories.add(path);
        } else if (slash > 0 && !directories.contains(path.substring(0, slash))) {
            throw new AlpineException(where + ": " + path + ": no dirent in archive for its directory");
        }
    }

    private String checked(String name) throws AlpineException {
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        boolean malicious = path.isEmpty() || path.chars().anyMatch(c -> c < 0x20 || c == 0x7f);
        for (String part : path.split("/", -1)) {
            malicious |= part.isEmpty() || part.equals(".") || part.equals("..");
        }
        if (malicious) {
            throw new AlpineException(
                    where + ": the archive has an entry with a name that leads elsewhere: " + printable(name));
        }
        return path;
    }

    private static String printable(String name) {
        return name.replaceAll("[\\p{Cntrl}]", "?");
    }

    private String sha1(TarArchiveEntry e, ApkEntry.Type type, Content content, String path) throws AlpineException {
        if (type != ApkEntry.Type.FILE && type != ApkEntry.Type.SYMLINK) {
            return "";
        }
        byte[] bytes =
                type == ApkEntry.Type.FILE ? content.bytes() : e.getLinkName().getBytes(StandardCharsets.UTF_8);
        String actual = Digests.sha1(bytes);
        String stated = e.getExtraPaxHeader(CHECKSUM);
        if (stated != null && !stated.equals(actual)) {
            throw new UntrustedException(where + ": BAD archive: " + path + " is not what its checksum says");
        }
        return actual;
    }

    private static Map<String, Content> xattrs(TarArchiveEntry e) {
        Map<String, Content> xattrs = new TreeMap<>();
        e.getExtraPaxHeaders().forEach((key, value) -> {
            if (key.startsWith(XATTR)) {
                xattrs.put(key.substring(XATTR.length()), Content.of(value.getBytes(StandardCharsets.UTF_8)));
            }
        });
        return xattrs;
    }
}
