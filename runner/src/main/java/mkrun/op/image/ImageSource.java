package mkrun.op.image;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.image.Architecture;
import mkrun.image.ImageHealth;
import mkrun.target.Change;
import mkrun.target.Content;
import mkrun.target.Progress;
import mkrun.target.TargetException;

/**
 * One image of a playbook, for whatever architectures its routers turn out to have. Each architecture is resolved once
 * per run, however many routers ask and from whichever thread.
 */
public interface ImageSource {
    /** The image's name in the playbook. */
    String name();

    /**
     * The image for an architecture: found in the store, or built in memory. Writes nothing but the package cache.
     *
     * @throws TargetException if it cannot be built: packages, keys, a task
     */
    Resolved resolve(Architecture architecture) throws TargetException;

    /** The check of health that its images bring. */
    default Optional<ImageHealth> health() {
        return Optional.empty();
    }

    /** An image whose every byte is known, whether or not it is in the store yet. */
    interface Resolved {
        /** What it runs on. */
        Architecture architecture();

        /** {@code sha256:} and the hex digest of the image config, which is what routers and Docker call the image id. */
        String digest();

        /** The docker-archive; once stored, a file. */
        Content archive();

        /** What belongs beside the image and not into it, by the suffix of its file name: {@code spdx.json}. */
        default Map<String, Content> companions() {
            return Map.of();
        }

        /** Whether it is made of stand-ins that are good for the lab and nothing else. */
        default boolean isForLabOnly() {
            return false;
        }

        /** Whether it is in the store. */
        boolean stored();

        /** What building it does to the empty root file system, packages first; empty if it was in the store. */
        List<Change> changes();

        /**
         * Puts it in the store, so that the next run finds it; does nothing if it is there.
         *
         * @throws TargetException if the store cannot be written
         */
        void store(Progress progress) throws TargetException;
    }
}
