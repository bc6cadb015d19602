package mkrun.alpine.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mkrun.alpine.AlpineException;
import mkrun.alpine.archive.Gzip;
import mkrun.alpine.archive.SmallTar;
import mkrun.target.Content;

/** Reads an index file whose signature was checked: from what was kept of an earlier reading, or from its members. */
final class IndexReader {
    private final byte[] file;
    private final int from;
    private final String repository;
    private final String where;

    /**
     * @param from where the signed members begin
     */
    IndexReader(byte[] file, int from, String repository, String where) {
        this.file = file;
        this.from = from;
        this.repository = repository;
        this.where = where;
    }

    ApkIndex read(Optional<Path> parsed) throws IOException, AlpineException {
        Optional<Path> kept =
                parsed.map(folder -> folder.resolve(Content.of(file).sha256() + ".index"));
        Optional<ParsedIndexFile.Parsed> known = kept.flatMap(IndexReader::known);
        if (known.isPresent()) {
            return ApkIndex.of(
                    repository, known.get().description(), known.get().table());
        }
        List<SmallTar.Item> items = items();
        byte[] text = text(items);
        NameArrays names = IndexScanner.scan(text);
        String description = description(items);
        kept.ifPresent(place -> keep(place, description, text, names));
        return ApkIndex.of(repository, description, new TextTable(ByteBuffer.wrap(text), names));
    }

    private static Optional<ParsedIndexFile.Parsed> known(Path place) {
        try {
            return ParsedIndexFile.read(place);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A folder that cannot be written costs time and nothing else. */
    private static void keep(Path place, String description, byte[] text, NameArrays names) {
        try {
            ParsedIndexFile.write(place, description, text, names);
        } catch (IOException e) {
            // scanned again the next time
        }
    }

    private List<SmallTar.Item> items() throws IOException {
        return SmallTar.read(Gzip.rest(file, from, ApkIndex.MAX_INDEX));
    }

    private byte[] text(List<SmallTar.Item> items) throws AlpineException {
        return item(items, "APKINDEX")
                .orElseThrow(() -> new AlpineException(where + ": is no index: it has no APKINDEX"))
                .bytes();
    }

    private static String description(List<SmallTar.Item> items) {
        return item(items, "DESCRIPTION")
                .map(d -> new String(d.bytes(), StandardCharsets.UTF_8).strip())
                .orElse("");
    }

    private static Optional<Content> item(List<SmallTar.Item> items, String name) {
        return items.stream()
                .filter(i -> i.name().equals(name))
                .map(SmallTar.Item::content)
                .findFirst();
    }
}
