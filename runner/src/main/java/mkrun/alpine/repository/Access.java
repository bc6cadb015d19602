package mkrun.alpine.repository;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import mkrun.alpine.AlpineException;
import mkrun.alpine.sign.Keys;
import mkrun.target.Progress;

/**
 * How packages may be got.
 *
 * @param cache folder for what was downloaded, made if missing; safe to share between processes
 * @param offline whether nothing may be asked of a server: what the cache does not have is an error
 * @param progress told about downloads
 * @param untrusted told of each index and package that is taken though no trusted key signed it; empty if such are refused
 */
public record Access(Path cache, boolean offline, Progress progress, Optional<Consumer<String>> untrusted) {
    /** Nothing that no trusted key signed is taken. */
    public Access(Path cache, boolean offline, Progress progress) {
        this(cache, offline, progress, Optional.empty());
    }

    /** From servers too. */
    public static Access online(Path cache, Progress progress) {
        return new Access(cache, false, progress);
    }

    /** The same, and what no trusted key signed is taken too. */
    public Access allowingUntrusted(Consumer<String> told) {
        return new Access(cache, offline, progress, Optional.of(told));
    }

    /** Gives keys, if they can be had, and what else is allowed. */
    @FunctionalInterface
    public interface KeySource {
        /**
         * @throws AlpineException if they cannot be had
         */
        Keys get() throws AlpineException;
    }

    /**
     * Whom to trust.
     *
     * @throws AlpineException if the keys cannot be had and are needed
     */
    public Keys trusting(KeySource source) throws AlpineException {
        if (untrusted.isEmpty()) {
            return source.get();
        }
        Keys keys = Keys.none();
        try {
            keys = source.get();
        } catch (AlpineException e) {
            untrusted.get().accept("no key is known: " + e.getMessage());
        }
        return keys.allowingUntrusted(untrusted.get());
    }
}
