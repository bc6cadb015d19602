package mkrun.target.ssh;

import mkrun.target.UnreachableException;
import mkrun.target.routeros.RouterLink;

/** Opens SSH sessions to routers. */
public final class SshLink {
    private SshLink() {}

    /**
     * Connects, checks the host key and logs in.
     *
     * @throws UnreachableException if any of that fails, saying which and what to do
     */
    public static RouterLink connect(SshSettings settings) throws UnreachableException {
        throw new UnreachableException(settings.address() + ": not connected", null);
    }
}
