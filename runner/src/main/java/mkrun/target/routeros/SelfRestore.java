package mkrun.target.routeros;

import java.time.Duration;
import java.util.List;

/**
 * From here on the router takes the commands that follow back by itself, unless they are confirmed over a new session: a
 * one-shot entry of its scheduler.
 *
 * @param commands that follow, in order
 * @param back what takes them back, in order
 * @param time until the router does it
 * @param why it is done, to follow "since"
 */
public record SelfRestore(List<RouterCommand> commands, List<RouterCommand> back, Duration time, String why)
        implements RouterChange {
    public SelfRestore {
        commands = List.copyOf(commands);
        back = List.copyOf(back);
    }

    @Override
    public Undo undo() {
        return Undo.UNNEEDED;
    }

    @Override
    public String summary() {
        return GuardEntry.MENU + "/add name=" + GuardEntry.NAME + " interval=" + time.toSeconds()
                + "s on-event=<takes back what follows>";
    }
}
