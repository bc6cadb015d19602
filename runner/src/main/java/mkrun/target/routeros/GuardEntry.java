package mkrun.target.routeros;

import mkrun.routeros.CommandText;
import mkrun.routeros.Quote;

/**
 * The entry of a router's scheduler that takes commands back. Its comment tells how far they came, and a line of the log that it
 * ran.
 *
 * @param nonce tells it from those of other runs
 */
record GuardEntry(String nonce) {
    static final String MENU = "/system/scheduler";
    /** There is one at a time, so that no two runs change the ways into one router. */
    static final String NAME = "mkrun-commit-confirm";

    private static final String BEGUN = "begun ";
    private static final String COMPLETE = "complete ";
    private static final String TAKEN_BACK = "taken back ";
    private static final String DENIED = "denied";
    /** Of who may not even look. */
    private static final String NO_RIGHT = "not enough permissions";

    /** How far the commands came. */
    enum Stage {
        /** Not all of them, or nobody knows. */
        BEGUN,
        /** All of them took effect; the entry is removed by having been asked. */
        COMPLETE,
        /** The router took them back by itself. */
        TAKEN_BACK,
        /** The entry is there, and the session may not remove it, so that the router is about to take them back. */
        DENIED,
        /** There is no entry of ours, and no sign that it ran. */
        GONE
    }

    /** Makes the entry. */
    RouterCommand arming(SelfRestore guard) {
        CommandText add = CommandText.of(MENU, "add")
                .with("name", NAME)
                .with("interval", guard.time().toSeconds() + "s")
                .with("comment", BEGUN + nonce);
        CommandText text = new CommandText(add.text() + " on-event=" + Quote.value(script(guard)), guard.summary());
        return new RouterCommand(MENU, text).undoneBy(Undo.UNNEEDED);
    }

    /** Removes itself first, so that it runs once; each step by itself, since one that is not needed may fail. */
    private String script(SelfRestore guard) {
        StringBuilder script = new StringBuilder(MENU + "/remove [find where name=\"" + NAME + "\"]");
        guard.back()
                .forEach(step ->
                        script.append("; :do {").append(step.command().text()).append("} on-error={}"));
        return script.append("; :log warning \"mkrun: a change was not confirmed and is ")
                .append(TAKEN_BACK)
                .append(nonce)
                .append('"')
                .toString();
    }

    /** Says that all commands took effect. */
    RouterCommand completing() {
        CommandText set =
                CommandText.of(MENU, "set").where("comment", BEGUN + nonce).with("comment", COMPLETE + nonce);
        return new RouterCommand(MENU, set).undoneBy(Undo.UNNEEDED);
    }

    /** Asks how far the commands came, and removes the entry if that is all the way. */
    String question() {
        String find = "[" + MENU + "/find where name=\"" + NAME + "\"]";
        String ran = "[:len [/log/find where message~\"" + TAKEN_BACK + nonce + "\"]]";
        return ":do {:local stage [" + MENU + "/get " + find + " comment]; :if ($stage = \"" + COMPLETE + nonce
                + "\") do={"
                + MENU + "/remove " + find + "}; :put $stage} on-error={:if (" + ran + " > 0) do={:put \"" + TAKEN_BACK
                + nonce + "\"} else={:if ([:len " + find + "] > 0) do={:put " + DENIED + "} else={:put gone}}}";
    }

    /** What the answer to the question means. */
    Stage stage(String answer) {
        String said = answer.strip();
        if (said.equals(BEGUN + nonce)) {
            return Stage.BEGUN;
        }
        if (said.equals(COMPLETE + nonce)) {
            return Stage.COMPLETE;
        }
        if (said.equals(DENIED) || said.contains(NO_RIGHT)) {
            return Stage.DENIED;
        }
        return said.equals(TAKEN_BACK + nonce) ? Stage.TAKEN_BACK : Stage.GONE;
    }

    /** Removes the entry, and no other run's. */
    String disarming() {
        return MENU + "/remove [find where comment=\"" + BEGUN + nonce + "\"]";
    }
}
