package mkrun.op.rootfs;

import java.util.Optional;
import mkrun.target.rootfs.RootfsProbe;
import mkrun.task.Plan;

/**
 * What becomes of a script of a package when the image's packages are installed, before its first task: it is left out, or
 * something else is done in its place.
 *
 * @param script the package and the script's type, {@code ca-certificates.trigger}
 * @param replacement shell text; empty if the script is left out
 * @param because the reason, for the ledger beside the image
 */
public record PackageScript(String script, Optional<String> replacement, String because)
        implements RootfsOperation<String> {
    private static final String NAME = "[^\\s/]+\\.(pre|post)-(install|upgrade|deinstall)|[^\\s/]+\\.trigger";

    public PackageScript {
        if (!script.matches(NAME)) {
            throw new IllegalArgumentException(
                    "'" + script + "' names no script; write PACKAGE.post-install or another type");
        }
    }

    @Override
    public String type() {
        return replacement.isPresent() ? "replaceScript" : "skipScript";
    }

    @Override
    public String inspect(RootfsProbe probe) {
        return script;
    }

    @Override
    public Plan diff(String seen) {
        return Plan.nothing(seen + (replacement.isPresent() ? ": replaced" : ": left out"));
    }
}
