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

/**
 * One repository's {@code APKINDEX.tar.gz} for one architecture.
 *
 * @param repository where it is from, as the repository's line was written
 * @param description the text its maker gave it, often a version; may be empty
 * @param packages the packages in the order of the index
 * @param rejected records that cannot be used, and why; the solver never chooses them
 */
public record ApkIndex(String repository, String description, List<PackageRecord> packages, List<Rejected> rejected) {
    private static final int MAX_INDEX = 256 << 20; // the largest in Alpine is 8 MB

    /**
     * A record that cannot be used.
     *
     * @param name the package's name
     * @param id name and version, as far as the record has them
     * @param reason what is wrong with it
     */
    public record Rejected(String name, String id, String reason) {}

    public ApkIndex {
        packages = List.copyOf(packages);
        rejected = List.copyOf(rejected);
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
