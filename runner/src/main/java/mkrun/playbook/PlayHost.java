package mkrun.playbook;

import java.util.List;
import mkrun.inventory.Host;

/** The host that a play's tasks are being evaluated for. */
@Block("host")
public final class PlayHost {
    private final Host host;

    PlayHost(Host host) {
        this.host = host;
    }

    /** Its name in the inventory. */
    public String getName() {
        return host.name();
    }

    /** Every group it is in, {@code all} first. */
    public List<String> getGroups() {
        return host.groups();
    }
}
