package mkrun.op.router;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import mkrun.routeros.Row;
import mkrun.target.Content;

/** What the parts of one container are called on a router. */
record ContainerNames(ContainerSpec spec) {
    /** Linux, and so the container, cuts interface names at 15 characters. */
    private static final int LONGEST_INTERFACE = 15;
    /** How much of an image's digest is told in file names. */
    private static final int DIGEST_LENGTH = 12;

    private static final String HOME = "mkrun";

    String veth() {
        String full = "veth-" + spec.name();
        if (full.length() <= LONGEST_INTERFACE) {
            return full;
        }
        String tail = "-" + Content.text(spec.name()).sha256().substring(0, 4);
        return spec.name().length() <= LONGEST_INTERFACE
                ? spec.name()
                : spec.name().substring(0, LONGEST_INTERFACE - tail.length()) + tail;
    }

    /** Where the next container waits for its turn while this one holds the veth: a router gives a veth to one only. */
    String nextVeth() {
        return "next-" + id();
    }

    /** Where the container that was replaced waits until its successor has proven itself. */
    String previousVeth() {
        return "prev-" + id();
    }

    /** Short enough for interfaces, and apart from those of other containers. */
    private String id() {
        return Content.text(spec.name()).sha256().substring(0, 8);
    }

    /** Name of the next container until its turn; no container of a playbook can be called so. */
    String nextName() {
        return spec.name() + ".next";
    }

    /** Name of the container that was replaced, until it goes. */
    String previousName() {
        return spec.name() + ".previous";
    }

    /** Name of the list that holds the container's environment. */
    String envList() {
        return spec.name();
    }

    /** Name of the list that holds one of the container's mounts: before 7.21 each mount has a name of its own. */
    String mountList(ContainerSpec.Mount mount) {
        List<String> slugs = spec.mounts().stream()
                .map(m -> Normal.path(m.path()).replaceAll("[^A-Za-z0-9]+", "-"))
                .toList();
        int index = spec.mounts().indexOf(mount);
        long before = IntStream.range(0, index)
                .filter(i -> slugs.get(i).equals(slugs.get(index)))
                .count();
        return spec.name() + "-" + slugs.get(index) + (before == 0 ? "" : "-" + (before + 1));
    }

    /** The short form of {@code sha256:…}. */
    static String shortDigest(String digest) {
        return digest.substring(digest.indexOf(':') + 1).substring(0, DIGEST_LENGTH);
    }

    /** Where the container of an image lives: fresh for every image, since a router does not replace what is there. */
    String rootDir(String disk, String digest) {
        return under(disk) + spec.name() + "." + shortDigest(digest);
    }

    /** Where an image waits for its import. */
    String archive(String disk, String digest) {
        return rootDir(disk, digest) + ".tar";
    }

    private static String under(String disk) {
        return disk + "/" + HOME + "/";
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
        Pattern form = Pattern.compile(
                "(.+)/" + HOME + "/" + Pattern.quote(spec.name()) + "\\.([0-9a-f]{" + DIGEST_LENGTH + "})(?:-\\d+)?");
        return form.matcher(Normal.path(row.text("root-dir")));
    }

    /** The field, with its value, that finds the container's row: versions before 7.19 have no name to choose. */
    Map.Entry<String, String> handle(boolean named) {
        return named ? Map.entry("name", spec.name()) : Map.entry("interface", veth());
    }

    /** What finds the row of the next container. */
    Map.Entry<String, String> nextHandle(boolean named) {
        return named ? Map.entry("name", nextName()) : Map.entry("interface", nextVeth());
    }
}
