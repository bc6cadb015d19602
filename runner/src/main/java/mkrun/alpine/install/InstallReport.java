package mkrun.alpine.install;

import java.util.List;

/**
 * What an installation did beyond unpacking.
 *
 * @param scripts a line for each effect of a replayed script, in order: {@code chrony-4.5-r0.pre-install: group chrony
 *     gid 101}
 */
public record InstallReport(List<String> scripts) {
    public InstallReport {
        scripts = List.copyOf(scripts);
    }
}
