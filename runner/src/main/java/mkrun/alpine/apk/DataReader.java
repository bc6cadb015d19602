package mkrun.alpine.apk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mkrun.alpine.AlpineException;
import mkrun.alpine.Digests;
import mkrun.alpine.UntrustedException;
import mkrun.alpine.archive.PaxRecords;
import mkrun.alpine.archive.SmallTar;
import mkrun.target.Content;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Reads the tar of a package's data member and checks each entry's name and digest. */
public final class DataReader {
    static final String CHECKSUM = "APK-TOOLS.checksum.SHA1";

    private final byte[] tar;
    private final String where;
    private final List<ApkEntry> entries = new ArrayList<>();
    private final Set<String> directories = new HashSet<>();

    /** Offset of the first byte after the entry before. */
    private long passed;

    private DataReader(byte[] tar, String where) {
        this.tar = tar;
        this.where = where;
    }

    public static List<ApkEntry> read(byte[] tar, String where) throws IOException, AlpineException {
        try (TarFile file = new TarFile(new SeekableInMemoryByteChannel(tar))) {
            DataReader reader = new DataReader(tar, where);
            for (TarArchiveEntry e : file.getEntries()) {
                if (!e.isGlobalPaxHeader() && isInstalled(e.getName())) {
                    reader.add(e);
                }
                reader.passed = e.getDataOffset() + e.getSize() + SmallTar.padding(e.getSize());
            }
            return List.copyOf(reader.entries);
        } catch (IllegalArgumentException e) {
            throw new IOException("damaged tar: " + e.getMessage(), e);
        }
    }

    /** What apk never installs: the package's own dot files, and what keeps directories in a source tree. */
    private static boolean isInstalled(String name) {
        boolean relative = name.startsWith("./") || name.startsWith("../"); // to be refused, not to be skipped
        String base = name.substring(name.lastIndexOf('/') + 1);
        boolean keep = base.startsWith(".keep_") && base.length() > ".keep_".length();
        return relative || !name.startsWith(".") && !keep;
    }

    private void add(TarArchiveEntry e) throws IOException, AlpineException {
        String path = checked(e.getName());
        ApkEntry.Type type = type(e);
        checkParent(path, type);
        Content content = type == ApkEntry.Type.FILE ? content(e) : Content.EMPTY;
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

    /** A slice of the archive: the files of a package share its memory. */
    private Content content(TarArchiveEntry e) throws IOException {
        if (e.getDataOffset() + e.getSize() > tar.length) {
            throw new IOException("the file ends too early");
        }
        return Content.of(tar, Math.toIntExact(e.getDataOffset()), Math.toIntExact(e.getSize()));
    }

    /** Extended attributes may be any bytes, and a PAX header is text for the library: read them from the raw header. */
    private Map<String, Content> xattrs(TarArchiveEntry e) throws IOException {
        boolean any = e.getExtraPaxHeaders().keySet().stream().anyMatch(key -> key.startsWith(PaxRecords.XATTR));
        return any ? PaxRecords.xattrs(tar, passed, e.getDataOffset()) : Map.of();
    }
}
