package mkrun.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which file systems the router's block devices have, kept beside its configuration: undoing a change of that brings none
 * back.
 */
final class FileSystems {
    /** Those that keep owners and modes. */
    private static final List<String> UNIX = List.of("ext4", "btrfs", "xfs");

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file;
    private final String ordered;
    private final Map<String, Format> formats;

    /**
     * What was made of a disk.
     *
     * @param fs such as {@code ext4}; empty for none
     * @param label of the file system; empty for none
     */
    record Format(String fs, String label) {}

    /**
     * The file's content.
     *
     * @param ordered what the disk that is plugged in was to come with
     */
    record Kept(String ordered, Map<String, Format> disks) {}

    private FileSystems(Path file, String ordered, Map<String, Format> formats) {
        this.file = file;
        this.ordered = ordered;
        this.formats = new TreeMap<>(formats);
    }

    /**
     * Those of a router.
     *
     * @param ordered what the disk that is plugged in comes with; as long as nothing else is ordered, what was made of it counts
     */
    static FileSystems of(Path stateDir, String ordered) throws IOException {
        Path file = stateDir.resolve("file-systems.json");
        Map<String, Format> formats = new TreeMap<>();
        if (Files.exists(file)) {
            Kept kept = read(file);
            formats.putAll(kept.disks());
            if (!kept.ordered().equals(ordered)) {
                formats.remove(RouterFiles.SLOT);
            }
        }
        return new FileSystems(file, ordered, formats);
    }

    private static Kept read(Path file) throws IOException {
        try {
            return JSON.readValue(file.toFile(), Kept.class);
        } catch (JsonProcessingException e) {
            throw new IOException(
                    file + " does not tell the file systems of a router: " + e.getOriginalMessage()
                            + "; forget them with 'mkrun lab reset'",
                    e);
        }
    }

    /** What a disk is formatted as; empty if it has no file system. */
    synchronized Optional<Format> of(String slot) {
        Format asItCame = new Format(slot.equals(RouterFiles.SLOT) ? ordered : "", "");
        return Optional.of(formats.getOrDefault(slot, asItCame))
                .filter(format -> !format.fs().isEmpty());
    }

    /** Whether a disk's file system keeps owners and modes. */
    boolean unix(String slot) {
        return of(slot).map(Format::fs).filter(UNIX::contains).isPresent();
    }

    /** Keeps what was made of a disk. */
    synchronized void format(String slot, Format format) throws IOException {
        formats.put(slot, format);
        keep();
    }

    /** Keeps that there is no such disk any more. */
    synchronized void forget(String slot) throws IOException {
        if (formats.remove(slot) != null) {
            keep();
        }
    }

    /** The disks that something was made of. */
    synchronized List<String> slots() {
        return List.copyOf(formats.keySet());
    }

    private void keep() throws IOException {
        Disk.write(file, JSON.writeValueAsBytes(new Kept(ordered, formats)));
    }
}
