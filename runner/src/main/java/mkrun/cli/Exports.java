package mkrun.cli;

import java.util.List;
import mkrun.routeros.ExportText;
import mkrun.routeros.RouterosException;
import mkrun.routeros.TypedCommand;
import mkrun.target.Secret;
import mkrun.target.Target;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterConsole;
import mkrun.target.routeros.RouterLink;
import mkrun.target.routeros.RouterTarget;

/** Gets exports from routers. */
final class Exports {
    private static final TypedCommand EXPORT = TypedCommand.of("/export");

    private final HostTargets targets;
    private final List<Secret> secrets;

    Exports(HostTargets targets) {
        this.targets = targets;
        this.secrets = targets.secrets();
    }

    /**
     * The export of a host.
     *
     * @throws TargetException if the router refuses it, leaves something out for lack of time, or is so old that it would
     *     print secrets: without being asked to, it does not from version 7 on
     */
    ExportText of(String host) throws TargetException {
        RouterLink link = targets.connect(host);
        try (Target router = RouterTarget.open(() -> link, targets.notices(host))) {
            return ExportText.of(new RouterConsole(link, secrets).run(EXPORT));
        } catch (RouterosException e) {
            throw new TargetException(e.getMessage(), e);
        }
    }
}
