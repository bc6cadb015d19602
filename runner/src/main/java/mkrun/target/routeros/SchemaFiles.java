package mkrun.target.routeros;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import mkrun.routeros.RouterosException;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.Schema;
import mkrun.routeros.SchemaText;
import mkrun.target.AtomicFile;
import mkrun.target.Content;

/** A folder of schemas, one file for each version, architecture and set of packages. */
public final class SchemaFiles {
    private static final String SUFFIX = ".json.gz";
    /** Ten times the text of the greatest tree known. */
    private static final int MOST_BYTES = 32 << 20;
    /** The package that every router has. */
    private static final String BASE = "routeros";

    private final Path folder;

    /** @param folder made when there is one to keep */
    public SchemaFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * What became of a schema.
     *
     * @param file where it is
     * @param written whether the file is another now: one that says the same stays as it is
     */
    public record Kept(Path file, boolean written) {}

    /**
     * Keeps a schema, over what there is of the same kind of router.
     *
     * @throws IOException if it cannot be written, or what is there cannot be read
     */
    public Kept keep(Schema schema) throws IOException {
        Path file = folder.resolve(name(schema));
        Optional<Schema> older = Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
        Schema whole = older.map(schema::over).orElse(schema);
        if (older.filter(whole::saysTheSame).isPresent()) {
            return new Kept(file, false);
        }
        write(file, whole);
        return new Kept(file, true);
    }

    /** All schemas of a version, by the names of their files. */
    public List<Schema> of(RouterosVersion version) throws IOException {
        List<Schema> found = new ArrayList<>();
        for (Path file : files(version + "-*" + SUFFIX)) {
            Schema schema = read(file);
            if (schema.version().equals(version)) {
                found.add(schema);
            }
        }
        return found;
    }

    /** All schemas, by version, those of one by the names of their files. */
    public List<Schema> all() throws IOException {
        List<Schema> found = new ArrayList<>();
        for (Path file : files("*" + SUFFIX)) {
            found.add(read(file));
        }
        found.sort(Comparator.comparing(Schema::version));
        return found;
    }

    private Iterable<Path> files(String glob) throws IOException {
        TreeSet<Path> files = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
                stream.forEach(files::add);
            }
        }
        return files;
    }

    /** The name comes from a router: nothing in it may lead elsewhere. */
    private static String name(Schema schema) {
        StringBuilder name = new StringBuilder(schema.version() + "-" + schema.architecture());
        schema.packages().stream().filter(p -> !p.equals(BASE)).forEach(p -> name.append('-')
                .append(p));
        String safe = name.toString().replaceAll("[^A-Za-z0-9.-]", "_");
        return safe.substring(0, Math.min(safe.length(), 200)) + SUFFIX;
    }

    /**
     * Writes a schema to a file of any name.
     *
     * @throws IOException if it cannot be; an older file is untouched then
     */
    public static void write(Path file, Schema schema) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(SchemaText.write(schema).getBytes(StandardCharsets.UTF_8));
        }
        AtomicFile.write(file, Content.of(bytes.toByteArray()));
    }

    /**
     * The schema of a file.
     *
     * @throws IOException if it cannot be read or is none; the message names the file
     */
    public static Schema read(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new RouterosException("it has more than " + (MOST_BYTES >> 20) + " MiB");
            }
            return SchemaText.read(new String(bytes, StandardCharsets.UTF_8));
        } catch (RouterosException | IOException e) {
            throw new IOException(
                    "the schema " + file + " cannot be read: " + e.getMessage()
                            + "; remove it, and pull it again (mkrun schema pull HOST)",
                    e);
        }
    }
}
