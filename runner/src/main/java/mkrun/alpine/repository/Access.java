package mkrun.alpine.repository;

import java.nio.file.Path;
import mkrun.target.Progress;

/**
 * How packages may be got.
 *
 * @param cache folder for what was downloaded, made if missing; safe to share between processes
 * @param offline whether nothing may be asked of a server: what the cache does not have is an error
 * @param progress told about downloads
 */
public record Access(Path cache, boolean offline, Progress progress) {
    /** From servers too. */
    public static Access online(Path cache, Progress progress) {
        return new Access(cache, false, progress);
    }
}
