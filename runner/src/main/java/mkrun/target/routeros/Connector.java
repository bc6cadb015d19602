package mkrun.target.routeros;

import mkrun.target.TargetException;

/** Opens sessions to one router, each with a log-in of its own. */
@FunctionalInterface
public interface Connector {
    /**
     * @throws mkrun.target.UnreachableException if there is no session to be had
     */
    RouterLink connect() throws TargetException;
}
