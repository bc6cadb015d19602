package mkrun.alpine.apk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mkrun.alpine.AlpineException;
import mkrun.alpine.UntrustedException;
import mkrun.alpine.archive.PaxRecords;
import mkrun.alpine.archive.TarReader;
import mkrun.target.Content;

/** Reads the tar of a package's data member and checks each entry's name and digest. */
public final class DataReader {
    static final String CHECKSUM = "APK-TOOLS.checksum.SHA1";

    private final String where;
    private final List<ApkEntry> entries = new ArrayList<>();
    private final Set<String> directories = new HashSet<>();

    private DataReader(String where) {
        this.where = where;
    }

    public static List<ApkEntry> read(byte[] tar, String where) throws IOException, AlpineException {
        DataReader reader = new DataReader(where);
        TarReader file = new TarReader(tar);
        for (var e = file.next(); e.isPresent(); e = file.next()) {
            if (isInstalled(e.get().name())) {
                reader.add(e.get());
            }
        }
        return List.copyOf(reader.entries);
    }

    /** What apk never installs: the package's own dot files, and what keeps directories in a source tree. */
    private static boolean isInstalled(String name) {
        boolean relative = name.startsWith("./") || name.startsWith("../"); // to be refused, not to be skipped
        String base = name.substring(name.lastIndexOf('/') + 1);
        boolean keep = base.startsWith(".keep_") && base.length() > ".keep_".length();
        return relative || !name.startsWith(".") && !keep;
    }

    private void add(TarReader.Entry e) throws AlpineException {
        String path = checked(e.name());
        ApkEntry.Type type = type(e);
        checkParent(path, type);
        if (type == ApkEntry.Type.HARD_LINK) {
            checked(e.link());
        }
        if (type == ApkEntry.Type.SYMLINK && (e.link().isEmpty() || e.link().indexOf('\0') >= 0)) {
            throw new AlpineException(where + ": " + path + ": its link leads to no name");
        }
        entries.add(new ApkEntry(
                path,
                type,
                e.mode() & 07777,
                e.user(),
                e.group(),
                e.uid(),
                e.gid(),
                e.mtime(),
                e.content(),
                e.link(),
                e.major(),
                e.minor(),
                sha1(e, type, path),
                xattrs(e)));
    }

    private ApkEntry.Type type(TarReader.Entry e) throws AlpineException {
        return switch (e.type()) {
            case '0' -> e.name().endsWith("/") ? ApkEntry.Type.DIRECTORY : ApkEntry.Type.FILE;
            case '1' -> ApkEntry.Type.HARD_LINK;
            case '2' -> ApkEntry.Type.SYMLINK;
            case '3' -> ApkEntry.Type.CHARACTER_DEVICE;
            case '4' -> ApkEntry.Type.BLOCK_DEVICE;
            case '5' -> ApkEntry.Type.DIRECTORY;
            case '6' -> ApkEntry.Type.FIFO;
            default ->
                throw new AlpineException(
                        where + ": " + printable(e.name()) + ": entries of its type cannot be installed");
        };
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

    private String sha1(TarReader.Entry e, ApkEntry.Type type, String path) throws AlpineException {
        if (type != ApkEntry.Type.FILE && type != ApkEntry.Type.SYMLINK) {
            return "";
        }
        Content hashed = type == ApkEntry.Type.FILE ? e.content() : Content.text(e.link());
        String actual = hashed.sha1();
        Content stated = e.pax().get(CHECKSUM);
        if (stated != null && !new String(stated.bytes(), StandardCharsets.US_ASCII).equals(actual)) {
            throw new UntrustedException(where + ": BAD archive: " + path + " is not what its checksum says");
        }
        return actual;
    }

    /** Extended attributes, which may be any bytes. */
    private static Map<String, Content> xattrs(TarReader.Entry e) {
        Map<String, Content> found = new TreeMap<>();
        e.pax().forEach((key, value) -> {
            if (key.startsWith(PaxRecords.XATTR)) {
                found.put(key.substring(PaxRecords.XATTR.length()), value);
            }
        });
        return found;
    }
}
