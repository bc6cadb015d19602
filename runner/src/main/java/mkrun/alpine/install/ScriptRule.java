package mkrun.alpine.install;

import java.util.Optional;

/**
 * What an image's definition says of one script of a package.
 *
 * @param script the package and the script's type, {@code ca-certificates.trigger}
 * @param replacement shell text that is replayed in its place; empty if the script is left out
 * @param because the reason, for the ledger
 * @param origin where the rule is written, for messages
 */
public record ScriptRule(String script, Optional<String> replacement, String because, String origin) {
    /** The package's name. */
    public String packageName() {
        return script.substring(0, script.lastIndexOf('.'));
    }
}
