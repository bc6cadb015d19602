package mkrun.op.router;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mkrun.routeros.Row;

/**
 * Where a container's files are on a router: root-dirs and archives of its images, by a convention of names that tells
 * them from everything else.
 *
 * @param name of the container
 */
record ContainerFiles(String name) {
    /** How much of an image's digest is told in file names. */
    private static final int DIGEST_LENGTH = 12;

    private static final String HOME = "mkrun";
    private static final String ARCHIVE = ".tar";
    /** Of an archive on its way, see {@link mkrun.target.routeros.FileUpload}. */
    private static final String PART = ".part";

    private static final String TAIL = "\\.([0-9a-f]{" + DIGEST_LENGTH + "})";
    private static final String ROOT_DIR = TAIL + "(?:-\\d+)?";
    /** An archive, whole or on its way ({@link mkrun.target.routeros.FileUpload}). */
    private static final Pattern ANY = Pattern.compile(
            "(" + ContainerSpec.NAME.pattern() + ")(?:" + ROOT_DIR + "|" + TAIL + "\\.tar(?:\\.part)?)");

    private static final Pattern HOME_OF_ANY =
            Pattern.compile("(?:.+)/" + HOME + "/(" + ContainerSpec.NAME.pattern() + ")" + ROOT_DIR);

    /** The short form of {@code sha256:…}. */
    static String shortDigest(String digest) {
        return digest.substring(digest.indexOf(':') + 1).substring(0, DIGEST_LENGTH);
    }

    /** The directory of all containers of a disk. */
    static String directory(String disk) {
        return disk + "/" + HOME;
    }

    /** Where the container of an image lives: fresh for every image, since a router does not replace what is there. */
    String rootDir(String disk, String digest) {
        return directory(disk) + "/" + name + "." + shortDigest(digest);
    }

    /** Where an image waits for its import. */
    String archive(String disk, String digest) {
        return rootDir(disk, digest) + ARCHIVE;
    }

    /** Whether a name is that of a root-dir of the container, or of an archive that is whole. */
    boolean imageFile(String fileName) {
        return containerOf(fileName).filter(name::equals).isPresent() && !fileName.endsWith(PART);
    }

    /** Whether a row of {@code /container} is this container, of whatever image: what its root-dir tells. */
    boolean own(Row row) {
        return home(row).matches();
    }

    /** The short digest of an own row's image. */
    String digestOf(Row row) {
        Matcher home = home(row);
        return home.matches() ? home.group(2) : "";
    }

    /** The disk of an own row. */
    String diskOf(Row row) {
        Matcher home = home(row);
        return home.matches() ? home.group(1) : "";
    }

    private Matcher home(Row row) {
        Pattern form = Pattern.compile("(.+)/" + HOME + "/" + Pattern.quote(name) + ROOT_DIR);
        return form.matcher(Normal.path(row.text("root-dir")));
    }

    /** The name of the container that mkrun made a row of {@code /container} for; empty for rows of others. */
    static Optional<String> containerOf(Row row) {
        return first(HOME_OF_ANY.matcher(Normal.path(row.text("root-dir"))));
    }

    /** The name of the container whose file that is, if it is one in {@link #directory}. */
    static Optional<String> containerOf(String fileName) {
        return first(ANY.matcher(fileName));
    }

    private static Optional<String> first(Matcher form) {
        return form.matches() ? Optional.of(form.group(1)) : Optional.empty();
    }
}
