package mkrun.alpine.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mkrun.alpine.AlpineException;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.UntrustedException;
import mkrun.alpine.archive.Gzip;
import mkrun.alpine.archive.SmallTar;
import mkrun.alpine.sign.Keys;
import mkrun.alpine.sign.Signatures;
import org.jspecify.annotations.Nullable;

/**
 * One repository's {@code APKINDEX.tar.gz} for one architecture: its packages, by their numbers in the order of the index,
 * and which of them have to do with a name.
 */
public final class ApkIndex {
    private static final int MAX_INDEX = 256 << 20; // the largest in Alpine is 8 MB

    private final String repository;
    private final String description;
    private final List<PackageRecord> packages;
    private final List<Rejected> rejected;
    private @Nullable NameTable names;

    /**
     * A record that cannot be used.
     *
     * @param name the package's name
     * @param id name and version, as far as the record has them
     * @param reason what is wrong with it
     */
    public record Rejected(String name, String id, String reason) {}

    /**
     * An index of these packages.
     *
     * @param repository where it is from, as the repository's line was written
     * @param description the text its maker gave it, often a version; may be empty
     * @param packages the packages in the order of the index
     * @param rejected records that cannot be used, and why; the solver never chooses them
     */
    public ApkIndex(String repository, String description, List<PackageRecord> packages, List<Rejected> rejected) {
        this.repository = repository;
        this.description = description;
        this.packages = List.copyOf(packages);
        this.rejected = List.copyOf(rejected);
    }

    /** Where it is from, as the repository's line was written. */
    public String repository() {
        return repository;
    }

    /** The text its maker gave it, often a version; may be empty. */
    public String description() {
        return description;
    }

    /** All packages, in the order of the index. */
    public List<PackageRecord> packages() {
        return packages;
    }

    /** The package of a number; the same object each time. */
    public PackageRecord record(int number) {
        return packages.get(number);
    }

    /** Numbers of the packages that have this name or provide it, ascending. */
    public int[] offering(String name) {
        return names().offering(name);
    }

    /** Numbers of the packages that have this name in their install_if rule, ascending. */
    public int[] ruledBy(String name) {
        return names().ruledBy(name);
    }

    /** How many other names are met before this one, reading the index from its beginning; -1 if it is not in there. */
    public int mention(String name) {
        return names().mention(name);
    }

    /** Records that cannot be used, and why. */
    public List<Rejected> rejected() {
        return rejected;
    }

    /** Records of this package name that cannot be used. */
    public List<Rejected> rejected(String name) {
        return rejected.stream().filter(r -> r.name().equals(name)).toList();
    }

    private synchronized NameTable names() {
        if (names == null) {
            names = new NameTable(packages);
        }
        return names;
    }

    /**
     * Verifies and reads an index file.
     *
     * @param repository the line it is read for
     * @param where the file's place, for messages
     * @throws UntrustedException if no trusted key signed it or it was changed after that
     * @throws AlpineException if it is damaged
     */
    public static ApkIndex read(byte[] file, String repository, String where, Keys keys) throws AlpineException {
        try {
            Gzip.Member first = Gzip.member(file, 0, MAX_INDEX);
            List<SmallTar.Item> signatures = SmallTar.read(first.content());
            boolean signed = !signatures.isEmpty()
                    && Signatures.isSignature(signatures.get(0).name());
            Signatures.verify(
                    signed ? Signatures.in(signatures) : List.of(), file, first.end(), file.length, keys, where);
            return fromTar(Gzip.rest(file, first.end(), MAX_INDEX), repository, where);
        } catch (IOException e) {
            throw new AlpineException(where + ": BAD archive: " + e.getMessage(), e);
        }
    }

    private static ApkIndex fromTar(byte[] tar, String repository, String where) throws IOException, AlpineException {
        String description = "";
        String text = null;
        for (SmallTar.Item item : SmallTar.read(tar)) {
            String content = new String(item.content().bytes(), StandardCharsets.UTF_8);
            if (item.name().equals("DESCRIPTION")) {
                description = content.strip();
            } else if (item.name().equals("APKINDEX")) {
                text = content;
            }
        }
        if (text == null) {
            throw new AlpineException(where + ": is no index: it has no APKINDEX");
        }
        return parse(text, repository, description);
    }

    /** Reads the records of an index's text: lines {@code X:value}, records separated by empty lines. */
    public static ApkIndex parse(String text, String repository, String description) {
        List<PackageRecord> packages = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        IndexRecord record = new IndexRecord();
        for (int at = 0; at < text.length(); ) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            if (end > at) {
                record.add(text, at, end);
            }
            if (end == at || end >= text.length() - 1) {
                record.finish(packages, rejected);
                record = new IndexRecord();
            }
            at = end + 1;
        }
        return new ApkIndex(repository, description, packages, rejected);
    }
}
