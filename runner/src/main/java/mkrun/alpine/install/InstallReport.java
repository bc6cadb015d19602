package mkrun.alpine.install;

import java.util.List;

/**
 * What an installation did beyond unpacking.
 *
 * @param scripts every script whose turn it was, in order
 */
public record InstallReport(List<ScriptRecord> scripts) {
    public InstallReport {
        scripts = List.copyOf(scripts);
    }
}
