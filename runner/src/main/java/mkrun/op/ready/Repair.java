package mkrun.op.ready;

import java.util.List;
import mkrun.target.routeros.RouterChange;

/**
 * Something that a router lacks and mkrun can give it, at the price of a reboot.
 *
 * @param subject what it sets right
 * @param changes what is done, in order
 * @param hand what somebody at the device has to do meanwhile; empty for nothing
 */
public record Repair(Finding.Subject subject, List<RouterChange> changes, String hand) {
    public Repair {
        changes = List.copyOf(changes);
    }
}
