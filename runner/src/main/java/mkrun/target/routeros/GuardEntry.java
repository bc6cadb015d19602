package mkrun.target.routeros;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mkrun.routeros.CommandText;
import mkrun.routeros.Quote;
import mkrun.routeros.RouterFacts;
import mkrun.routeros.RouterosVersion;

/**
 * The entry of a router's scheduler that takes commands back. Its comment tells how far they came, and a line of the log that it
 * ran.
 *
 * @param nonce tells it from those of other runs
 */
record GuardEntry(String nonce) {
    static final String MENU = "/system/scheduler";
    /** There is one at a time, so that no two runs change the ways into one router. */
    static final String NAME = RouterFacts.Unconfirmed.ENTRY;

    private static final String BEGUN = "begun ";
    private static final String COMPLETE = "complete ";
    private static final String TAKEN_BACK = "taken back ";
    private static final String DENIED = "denied";
    /** Of who may not even look. */
    private static final String NO_RIGHT = "not enough permissions";
    /** The first version whose scripts are told the words of an error. */
    private static final String TELLS_ERRORS = "7.13";

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
    RouterCommand arming(SelfRestore guard, RouterosVersion version) {
        CommandText add = CommandText.of(MENU, "add")
                .with("name", NAME)
                .with("interval", guard.time().toSeconds() + "s")
                .with("comment", BEGUN + nonce);
        CommandText text = new CommandText(
                add.text() + " on-event=" + Quote.value(script(guard.back(), version)), guard.summary());
        return new RouterCommand(MENU, text).undoneBy(Undo.UNNEEDED);
    }

    /** Removes itself first, so that it runs once; a step that fails is logged and counted, and the others go on. */
    private String script(List<RouterCommand> back, RouterosVersion version) {
        StringBuilder script =
                new StringBuilder(MENU + "/remove [find where name=\"" + NAME + "\"]; :local mkfailed 0");
        for (int i = 0; i < back.size(); i++) {
            script.append("; ").append(guarded(back.get(i), i + 1, version.atLeast(TELLS_ERRORS)));
        }
        return script.append(
                        "; :local mktold \"\"; :if ($mkfailed > 0) do={:set mktold (\", but \" . $mkfailed . \" of ")
                .append(back.size())
                .append(" steps failed\")}; :log warning (\"mkrun: a change was not confirmed and is ")
                .append(TAKEN_BACK)
                .append(nonce)
                .append("\" . $mktold)")
                .toString();
    }

    private String guarded(RouterCommand step, int number, boolean words) {
        String said = "\"" + failed(Integer.toString(number));
        String counted = ":set mkfailed ($mkfailed + 1); :log warning ";
        String text = step.command().text();
        return words
                ? ":onerror mkerror in={" + text + "} do={" + counted + "(" + said + ": \" . $mkerror)}"
                : ":do {" + text + "} on-error={" + counted + said + "\"}";
    }

    private String failed(String number) {
        return "mkrun: " + nonce + " step " + number + " failed";
    }

    /** Asks which steps failed when the router took the commands back. */
    String failuresQuestion() {
        return ":foreach l in=[/log/find where message~\"mkrun: " + nonce + " step \"] do={:put [/log/get $l message]}";
    }

    /** The steps that failed, by the answer to that question, each with the router's words where its version tells them. */
    List<String> failures(SelfRestore guard, String answer) {
        Pattern line = Pattern.compile(failed("(\\d{1,4})") + "(?:: (.*))?");
        return answer.lines()
                .map(line::matcher)
                .filter(Matcher::matches)
                .flatMap(m -> failure(guard, m))
                .toList();
    }

    private static Stream<String> failure(SelfRestore guard, Matcher line) {
        int index = Integer.parseInt(line.group(1)) - 1;
        if (index < 0 || index >= guard.back().size()) {
            return Stream.empty();
        }
        RouterCommand step = guard.back().get(index);
        String words =
                line.group(2) == null ? "" : " (" + Masking.mask(line.group(2).strip(), step.secrets()) + ")";
        return Stream.of(step.summary() + words);
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
