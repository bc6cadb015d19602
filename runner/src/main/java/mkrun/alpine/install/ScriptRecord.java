package mkrun.alpine.install;

import java.util.List;
import mkrun.alpine.ScriptType;

/**
 * What became of one script of a package.
 *
 * @param packageName name of the package
 * @param version its version
 * @param type which of its scripts
 * @param sha256 of the script's text, lower-case hex
 * @param mode what was done with it
 * @param reason why, where that is not the rule; else empty
 * @param effects what it did to the root, in order, a line each
 */
public record ScriptRecord(
        String packageName,
        String version,
        ScriptType type,
        String sha256,
        Mode mode,
        String reason,
        List<String> effects) {
    /** What can be done with a script. */
    public enum Mode {
        /** Its effects were worked out without running it. */
        REPLAYED,
        /** What the image's definition says in its place was worked out. */
        REPLACED,
        /** It ran in a sandbox, since it could not be replayed. */
        SANDBOXED,
        /** It was left out, as the image's definition says. */
        SKIPPED
    }

    public ScriptRecord {
        effects = List.copyOf(effects);
    }

    /** {@code busybox.post-install}: how a definition names it. */
    public String name() {
        return packageName + "." + type;
    }
}
