package mkrun.routeros;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads menus that mkrun has no table of, and asks the router in the same line what they are. A router may lack such a
 * menu, and refuses a whole line for one word that it does not know: so what is read is parsed there only when it is there.
 */
final class UnlistedMenus {
    private static final String INSPECTED = "inspect ";
    private static final String COMMANDS = "commands";
    /** The commands whose arguments are asked for: all that is written to such menus. */
    private static final List<String> WRITING = List.of("add", "set");

    /** A function that gives the commands of a menu, or the arguments of a command, each with a comma behind it. */
    private static final String NAMES = ":local i do={:local t \"\"; :do {"
            + ":foreach v in=[/console/inspect as-value request=child path=$1] do={"
            + ":if (($v->\"type\")=\"child\" and ($v->\"node-type\")~\"cmd|arg\") do={:set t ($t . ($v->\"name\") . \",\")}}"
            + "} on-error={}; :return $t}";

    private final Framing framing;
    private final boolean json;

    UnlistedMenus(Framing framing, boolean json) {
        this.framing = framing;
        this.json = json;
    }

    /** The statements. */
    String read(List<String> menus) {
        List<String> parts = new ArrayList<>(List.of(NAMES));
        for (String menu : menus) {
            parts.add(framing.put("m " + menu));
            parts.add(json ? jsonRows(menu) : framedRows(menu));
            parts.add(framing.put("m " + INSPECTED + menu));
            parts.add(json ? jsonNames(menu) : framedNames(menu));
        }
        return String.join("; ", parts);
    }

    private static String names(String menu) {
        return "[$i \"" + InspectScript.words(menu) + "\"]";
    }

    private static String has(String menu, String command) {
        return "(" + names(menu) + "~\"(^|,)" + command + ",\")";
    }

    private static String rows(String menu) {
        return "[[:parse \":return [" + menu + "/print detail as-value]\"]]";
    }

    private static String single(String menu) {
        return "[[:parse \":return [" + menu + "/print as-value]\"]]";
    }

    /** A menu that has rows has something to find them. */
    private static String read(String menu, String rows, String single) {
        return ":if " + has(menu, "find") + " do={" + rows + "} else={:if " + has(menu, "print") + " do={" + single
                + "}}";
    }

    private static String jsonRows(String menu) {
        return read(
                menu,
                ":foreach a in=" + rows(menu) + " do={" + StateParser.exactly("$a") + "}",
                StateParser.exactly(single(menu)));
    }

    private static String jsonNames(String menu) {
        StringBuilder array = new StringBuilder("{\"" + COMMANDS + "\"=" + names(menu));
        WRITING.forEach(c -> array.append(";\"").append(c).append("\"=").append(names(menu + "/" + c)));
        return StateParser.put(array + "}");
    }

    private String framedRows(String menu) {
        return read(menu, framing.each(rows(menu)), framing.row(single(menu)));
    }

    private String framedNames(String menu) {
        List<String> parts = new ArrayList<>(List.of(framing.put("r"), framing.property(COMMANDS, names(menu))));
        WRITING.forEach(c -> parts.add(framing.property(c, names(menu + "/" + c))));
        return String.join("; ", parts);
    }

    /** Whether what an answer calls a menu is what the router told of one. */
    static boolean tells(String menu) {
        return menu.startsWith(INSPECTED);
    }

    /** What was answered, by menu; a menu without commands is none. */
    static Map<String, MenuSchema> schemas(List<String> menus, Map<String, List<Map<String, String>>> read)
            throws RouterosException {
        Map<String, MenuSchema> schemas = new LinkedHashMap<>();
        for (String menu : menus) {
            List<Map<String, String>> rows = read.getOrDefault(INSPECTED + menu, List.of());
            if (rows.size() != 1) {
                throw new RouterosException("the router does not tell what " + menu + " is");
            }
            Map<String, Set<String>> commands = new TreeMap<>();
            words(rows.get(0), COMMANDS).forEach(name -> commands.put(name, words(rows.get(0), name)));
            if (!commands.isEmpty()) {
                schemas.put(menu, MenuSchema.of(menu, Set.of(), commands));
            }
        }
        return schemas;
    }

    private static Set<String> words(Map<String, String> row, String name) {
        Set<String> words = new TreeSet<>(List.of(row.getOrDefault(name, "").split(",")));
        words.remove("");
        return words;
    }
}
