package mkrun.playbook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mkrun.target.AtomicFile;
import mkrun.target.Content;
import org.jspecify.annotations.Nullable;

/**
 * Compiled scripts of earlier runs, so that a run whose playbook has not changed does not start the Groovy compiler. A
 * script is found by all that its classes depend on: its text, its kind, and this build of mkrun. The folder may be lost
 * or removed at any time; a file that is damaged counts as missing.
 */
final class ScriptCache {
    private static final int FORMAT = 1;

    private final Path directory;
    private final String runner;

    private ScriptCache(Path directory, String runner) {
        this.directory = directory;
        this.runner = runner;
    }

    /**
     * A cache for the running build of mkrun; empty if that is not one jar (tests, an IDE), since classes in folders may
     * change at any time.
     */
    static Optional<ScriptCache> at(Path directory) {
        return jar().map(id -> new ScriptCache(directory, id));
    }

    /** The same; null where there is none. */
    static @Nullable ScriptCache in(@Nullable Path directory) {
        return directory == null ? null : at(directory).orElse(null);
    }

    /** A cache for a build with the given name. */
    static ScriptCache at(Path directory, String runner) {
        return new ScriptCache(directory, runner);
    }

    private static Optional<String> jar() {
        try {
            Path jar = Path.of(ScriptCache.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            BasicFileAttributes attributes = Files.readAttributes(jar, BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? Optional.of(attributes.size() + " "
                            + attributes.lastModifiedTime().toMillis())
                    : Optional.empty();
        } catch (URISyntaxException | IOException e) {
            return Optional.empty(); // no jar that could be told from its next build
        }
    }

    /** What a script is found by. */
    String key(ScriptKind kind, String className, String code) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {String.valueOf(FORMAT), runner, kind.name(), className, code}) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** The classes of a script by name; empty if they are not there. */
    Optional<Map<String, byte[]>> find(String key) {
        try {
            return Optional.of(read(Files.readAllBytes(file(key))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // damaged: it is compiled and written again
        }
    }

    /** Keeps the classes of a script. A folder that cannot be written costs time and nothing else. */
    void put(String key, Map<String, byte[]> classes) {
        try {
            AtomicFile.writeCached(file(key), Content.of(write(classes)));
        } catch (IOException e) {
            return; // the next run compiles again
        }
    }

    private Path file(String key) {
        return directory.resolve(key + ".classes");
    }

    private static byte[] write(Map<String, byte[]> classes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(classes.size());
            for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeInt(entry.getValue().length);
                out.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> read(byte[] file) throws IOException {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(file))) {
            for (int left = in.readInt(); left > 0; left--) {
                String name = in.readUTF();
                int length = in.readInt();
                if (length < 0 || length > file.length) {
                    throw new IOException("damaged");
                }
                byte[] bytes = new byte[length];
                in.readFully(bytes);
                classes.put(name, bytes);
            }
        }
        return classes;
    }
}
