package mkrun.run;

import mkrun.target.Target;
import mkrun.target.TargetException;

/** Opens the target of a host: connects, logs in and learns what it is. Called once per host and run, from any thread. */
@FunctionalInterface
public interface TargetFactory {
    /**
     * @param host name in the inventory
     * @throws mkrun.target.UnreachableException if the host cannot be talked to
     * @throws mkrun.target.BlockedException if a human must act first
     */
    Target open(String host) throws TargetException;
}
