package mkrun.op.image;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import mkrun.image.Architecture;
import mkrun.image.BuiltImage;
import mkrun.image.ImageStore;
import mkrun.target.Change;
import mkrun.target.Content;
import mkrun.target.FileFault;
import mkrun.target.Progress;
import mkrun.target.TargetException;

/** An image and its place in the store, where it may or may not be already. */
final class StoredImage implements ImageSource.Resolved {
    private final ImageStore store;
    private final String key;
    private final boolean labOnly;
    private final List<Change> changes;
    private volatile BuiltImage image;
    private volatile boolean stored;

    /** An image that the store has. */
    static StoredImage found(ImageStore store, String key, BuiltImage image, boolean labOnly) {
        return new StoredImage(store, key, image, labOnly, true, List.of());
    }

    /** An image that was built and is nowhere but in memory. */
    static StoredImage built(ImageStore store, String key, BuiltImage image, boolean labOnly, List<Change> changes) {
        return new StoredImage(store, key, image, labOnly, false, changes);
    }

    private StoredImage(
            ImageStore store, String key, BuiltImage image, boolean labOnly, boolean stored, List<Change> changes) {
        this.store = store;
        this.key = key;
        this.image = image;
        this.labOnly = labOnly;
        this.stored = stored;
        this.changes = List.copyOf(changes);
    }

    @Override
    public Architecture architecture() {
        return image.architecture();
    }

    @Override
    public String digest() {
        return image.digest();
    }

    @Override
    public Content archive() {
        return image.archive();
    }

    @Override
    public Map<String, Content> companions() {
        return image.companions();
    }

    @Override
    public boolean isForLabOnly() {
        return labOnly;
    }

    @Override
    public boolean stored() {
        return stored;
    }

    @Override
    public List<Change> changes() {
        return changes;
    }

    @Override
    public synchronized void store(Progress progress) throws TargetException {
        if (stored) {
            return;
        }
        String step = "store " + image.name() + " " + image.architecture();
        progress.report(step, 0, image.size());
        try {
            image = store.put(key, image);
        } catch (IOException e) {
            progress.report(step, 0, 0);
            throw new TargetException("the image could not be stored: " + FileFault.describe(e), e);
        }
        stored = true;
        progress.report(step, image.size(), image.size());
    }
}
