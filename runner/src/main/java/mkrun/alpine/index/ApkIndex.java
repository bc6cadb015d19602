package mkrun.alpine.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
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
    static final int MAX_INDEX = 256 << 20; // the largest in Alpine is 8 MB

    private final String repository;
    private final String description;
    private final PackageTable table;
    private final String signer;
    private volatile @Nullable Set<String> ruledNames;

    /**
     * A record that cannot be used.
     *
     * @param name the package's name
     * @param id name and version, as far as the record has them
     * @param reason what is wrong with it
     */
    public record Rejected(String name, String id, String reason) {}

    private ApkIndex(String repository, String description, PackageTable table, String signer) {
        this.signer = signer;
        this.repository = repository;
        this.description = description;
        this.table = table;
    }

    /**
     * An index of these packages.
     *
     * @param repository where it is from, as the repository's line was written
     * @param description the text its maker gave it, often a version; may be empty
     * @param packages the packages in the order of the index
     */
    public static ApkIndex of(String repository, String description, List<PackageRecord> packages) {
        return new ApkIndex(repository, description, new ListTable(List.copyOf(packages)), "");
    }

    /** Where it is from, as the repository's line was written. */
    public String repository() {
        return repository;
    }

    /** The text its maker gave it, often a version; may be empty. */
    public String description() {
        return description;
    }

    /** File name of the key that signed it; empty if none did. */
    public String signer() {
        return signer;
    }

    /** All packages, in the order of the index. Parses every one of them. */
    public List<PackageRecord> packages() {
        return IntStream.range(0, table.size())
                .mapToObj(table::record)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * The package of a number that {@link #offering} or {@link #ruledBy} gave; the same object each time.
     */
    public PackageRecord record(int number) {
        return table.record(number).orElseThrow();
    }

    /** Numbers of the packages that have this name or provide it, ascending. */
    public int[] offering(String name) {
        return usable(table.offering(name));
    }

    /** Numbers of the packages that have this name in their install_if rule, ascending. */
    public int[] ruledBy(String name) {
        return usable(table.ruledBy(name));
    }

    private int[] usable(int[] numbers) {
        int count = 0;
        int[] usable = new int[numbers.length];
        for (int number : numbers) {
            boolean again = count > 0 && usable[count - 1] == number; // offered twice by one record
            if (!again && table.record(number).isPresent()) {
                usable[count++] = number;
            }
        }
        return Arrays.copyOf(usable, count);
    }

    /** Whether any package has this name in its install_if rule; hardly any name is in one. */
    public boolean isRuledBy(String name) {
        Set<String> known = ruledNames;
        if (known == null) {
            known = table.ruledNames();
            ruledNames = known;
        }
        return known.contains(name);
    }

    /** How many other names are met before this one, reading the index from its beginning; -1 if it is not in there. */
    public int mention(String name) {
        return table.mention(name);
    }

    /** Records that cannot be used, and why. Parses every one. */
    public List<Rejected> rejected() {
        return IntStream.range(0, table.size())
                .mapToObj(table::rejection)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Records of this package name that cannot be used. */
    public List<Rejected> rejected(String name) {
        return IntStream.of(table.offering(name))
                .mapToObj(table::rejection)
                .flatMap(Optional::stream)
                .filter(r -> r.name().equals(name))
                .toList();
    }

    /** How many records were parsed so far. */
    long parsedCount() {
        return table instanceof TextTable text ? text.parsedCount() : table.size();
    }

    /**
     * Verifies and reads an index file.
     *
     * @param repository the line it is read for
     * @param where the file's place, for messages
     * @param parsed folder of indexes that were read before, where this one is looked up and put; empty for none
     * @throws UntrustedException if no trusted key signed it or it was changed after that
     * @throws AlpineException if it is damaged
     */
    public static ApkIndex read(byte[] file, String repository, String where, Keys keys, Optional<Path> parsed)
            throws AlpineException {
        try {
            Gzip.Member first = Gzip.member(file, 0, MAX_INDEX);
            List<SmallTar.Item> signatures = SmallTar.read(first.content());
            boolean signed = !signatures.isEmpty()
                    && Signatures.isSignature(signatures.get(0).name());
            String signer = Signatures.verify(
                    signed ? Signatures.in(signatures) : List.of(), file, first.end(), file.length, keys, where);
            ApkIndex index = new IndexReader(file, signed ? first.end() : 0, repository, where).read(parsed);
            return new ApkIndex(index.repository, index.description, index.table, signer);
        } catch (IOException e) {
            throw new AlpineException(where + ": BAD archive: " + e.getMessage(), e);
        }
    }

    /**
     * Reads an index file that nobody vouches for: only to find in it what is known by other means.
     *
     * @param where the file's place, for messages
     * @throws AlpineException if it is damaged
     */
    public static ApkIndex readUnverified(byte[] file, String where) throws AlpineException {
        try {
            return new IndexReader(file, Gzip.member(file, 0, MAX_INDEX).end(), where, where).read(Optional.empty());
        } catch (IOException e) {
            throw new AlpineException(where + ": BAD archive: " + e.getMessage(), e);
        }
    }

    /** The same without a folder of indexes that were read before. */
    public static ApkIndex read(byte[] file, String repository, String where, Keys keys) throws AlpineException {
        return read(file, repository, where, keys, Optional.empty());
    }

    /** Reads the records of an index's text: lines {@code X:value}, records separated by empty lines. */
    public static ApkIndex parse(String text, String repository, String description) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return of(repository, description, new TextTable(ByteBuffer.wrap(bytes), IndexScanner.scan(bytes)));
    }

    static ApkIndex of(String repository, String description, PackageTable table) {
        return new ApkIndex(repository, description, table, "");
    }
}
