package mkrun.target.routeros;

import java.time.Duration;
import java.util.List;
import mkrun.routeros.CommandText;
import mkrun.routeros.Quote;

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
    static final String MENU = "/system/scheduler";
    /** Name of the entry; there is one at a time, so that no two runs change the same router's ways in. */
    static final String ENTRY = "mkrun-commit-confirm";

    public SelfRestore {
        commands = List.copyOf(commands);
        back = List.copyOf(back);
    }

    /**
     * What makes the entry.
     *
     * @param stage what its comment says at first
     */
    RouterCommand arming(String stage) {
        CommandText add = CommandText.of(MENU, "add")
                .with("name", ENTRY)
                .with("interval", time.toSeconds() + "s")
                .with("comment", stage);
        CommandText text = new CommandText(add.text() + " on-event=" + Quote.value(script()), summary());
        return new RouterCommand(MENU, text).undoneBy(Undo.UNNEEDED);
    }

    /** Removes itself first, so that it runs once; each step by itself, since one that is not needed may fail. */
    private String script() {
        StringBuilder script = new StringBuilder("/system/scheduler/remove [find where name=\"" + ENTRY + "\"]");
        back.forEach(
                step -> script.append("; :do {").append(step.command().text()).append("} on-error={}"));
        return script.append("; :log warning \"mkrun: a change was not confirmed and is taken back\"")
                .toString();
    }

    @Override
    public Undo undo() {
        return Undo.UNNEEDED;
    }

    @Override
    public String summary() {
        return MENU + "/add name=" + ENTRY + " interval=" + time.toSeconds() + "s on-event=<takes back what follows>";
    }
}
