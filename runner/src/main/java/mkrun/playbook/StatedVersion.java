package mkrun.playbook;

import java.util.Optional;
import mkrun.inventory.Host;
import mkrun.routeros.RouterosVersion;

/** The version of RouterOS that the inventory says a host has, in the variable {@code routeros}. */
public final class StatedVersion {
    private static final String VARIABLE = "routeros";

    private StatedVersion() {}

    /**
     * The version; empty if the inventory does not say.
     *
     * @throws IllegalArgumentException if what it says is no version; the message can be shown to a user
     */
    public static Optional<RouterosVersion> of(Host host) {
        return host.vars().string(VARIABLE).map(RouterosVersion::parse);
    }

    /** Where the inventory says it, as in {@code hosts.ini:3}. */
    public static String origin(Host host) {
        return host.vars().origin(VARIABLE).orElse("inventory");
    }
}
