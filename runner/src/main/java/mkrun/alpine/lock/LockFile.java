package mkrun.alpine.lock;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mkrun.alpine.AlpineException;
import mkrun.target.AtomicFile;
import mkrun.target.Content;
import mkrun.target.FileFault;

/**
 * All that a playbook's images are made of. As a text it is JSON of a fixed form: equal locks are equal bytes, and a
 * package is a line.
 *
 * @param images sorted by name and architecture
 */
public record LockFile(List<LockedImage> images) {
    private static final long MAX_SIZE = 64L << 20; // thousands of images

    public LockFile {
        images = images.stream()
                .sorted(Comparator.comparing(LockedImage::image).thenComparing(LockedImage::arch))
                .toList();
    }

    /** The lock file of a playbook: {@code PLAYBOOK.lock.json} beside it. */
    public static Path beside(Path playbook) {
        return playbook.resolveSibling(playbook.getFileName() + ".lock.json");
    }

    /**
     * Reads a lock file.
     *
     * @throws AlpineException if it cannot be read or is none; the message names file and line
     */
    public static LockFile read(Path file) throws AlpineException {
        try {
            if (Files.size(file) > MAX_SIZE) {
                throw new AlpineException(file + ": is larger than any lock file");
            }
            return LockReader.read(Files.readString(file), file.toString());
        } catch (CharacterCodingException e) {
            throw new AlpineException(file + ": is not UTF-8 text", e);
        } catch (IOException e) {
            throw new AlpineException(file + ": cannot be read: " + FileFault.reason(e), e);
        }
    }

    /**
     * Writes the file, whole or not at all.
     *
     * @throws IOException if that cannot be done; an older file is untouched then
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, Content.text(LockWriter.text(this)));
    }

    /** What is locked for an image and an architecture of Alpine's. */
    public Optional<LockedImage> find(String image, String arch) {
        return images.stream()
                .filter(i -> i.image().equals(image) && i.arch().equals(arch))
                .findFirst();
    }
}
