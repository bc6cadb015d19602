package mkrun.alpine.install;

import java.util.List;
import java.util.Map;
import mkrun.target.Content;

/**
 * How a root is to be made.
 *
 * @param epochSeconds the image's time; new accounts bear its day
 * @param repositories lines for {@code /etc/apk/repositories}; none, and the file is not written
 * @param keys further keys that the installed system shall trust, by file name, for {@code /etc/apk/keys}
 * @param scripts what is done with packages' scripts
 */
public record InstallOptions(
        long epochSeconds, List<String> repositories, Map<String, Content> keys, ScriptPolicy scripts) {
    public InstallOptions {
        repositories = List.copyOf(repositories);
        keys = Map.copyOf(keys);
    }

    /** Nothing but the image's time. */
    public static InstallOptions at(long epochSeconds) {
        return new InstallOptions(epochSeconds, List.of(), Map.of(), ScriptPolicy.REPLAY);
    }
}
