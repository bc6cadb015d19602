package mkrun.lab.script;

import java.util.Map;
import java.util.Set;

/** How the history names actions, and which it leaves out or cannot take back. */
final class ActionText {
    /** What changes there is no configuration: the history does not name it. */
    private static final Set<String> SILENT = Set.of(
            "/file",
            "/log",
            "/container/log",
            "/system/history",
            "/system/script/environment",
            "/system/script/job",
            "/user/active");

    /** What these do reaches beyond rows; whether routers take it back is not known, so that this one does not. */
    private static final Set<String> FOR_GOOD = Set.of(
            "/certificate",
            "/container",
            "/system/device-mode",
            "/system/package",
            "/user",
            "/user/group",
            "/user/ssh-keys");

    /** What rows are called, of the menus where it has been seen. */
    private static final Map<String, String> NOUNS = Map.of(
            "/ip/firewall/filter", "filter rule",
            "/ip/route", "route");

    private static final String ITEM = "item";
    private static final Map<String, String> VERBS = Map.of("add", "added", "remove", "removed", "move", "moved");

    private ActionText() {}

    static boolean silent(String menu) {
        return SILENT.contains(menu);
    }

    static boolean forGood(String menu) {
        return FOR_GOOD.contains(menu);
    }

    /** As in {@code filter rule added}; routes are named by where they lead. */
    static String of(String menu, String command, RowChanges changes) {
        String noun = NOUNS.getOrDefault(menu, ITEM);
        String which = menu.equals("/ip/route") ? destination(changes) : "";
        return noun + which + " " + VERBS.getOrDefault(command, "changed");
    }

    private static String destination(RowChanges changes) {
        return changes.tables().stream()
                .flatMap(t -> t.added().stream())
                .findFirst()
                .map(r -> " " + r.text("dst-address"))
                .orElse("");
    }
}
