package mkrun.routeros;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Asks a router for menus of its command tree, and understands the answer. One form for all versions: what is asked for
 * are words of the console, which need no quotes. Only names are asked for, never explanations: these make some consoles
 * crash.
 *
 * <pre>
 * NONCE m PATH                 a menu begins
 * NONCE d NAME                 a menu below it
 * NONCE c NAME ARGUMENT...     a command
 * NONCE e                      the end of all
 * </pre>
 */
public final class InspectScript {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final String nonce;

    /** @param nonce as {@link Reader} takes it */
    public InspectScript(String nonce) {
        this.nonce = nonce;
    }

    /** The script, in one line. Each menu costs a router one look, and one for each command. */
    public String ask(Collection<String> paths) {
        String array = paths.stream().map(p -> "\"" + words(p) + "\"").collect(Collectors.joining(";", "{", "}"));
        return ":foreach p in=" + array + " do={:put \"" + nonce
                + " m $p\"; :local b \"\"; :if ([:len $p]>0) do={:set b \"$p,\"}; "
                + ":foreach c in=[/console/inspect as-value request=child path=$p] do={:if (($c->\"type\")=\"child\") do={"
                + ":local n ($c->\"name\"); :if (($c->\"node-type\")=\"cmd\") do={:local a \"\"; "
                + ":foreach v in=[/console/inspect as-value request=child path=(\"$b$n\")] do={"
                + ":if (($v->\"type\")=\"child\") do={:set a (\"$a \" . ($v->\"name\"))}}; :put \"" + nonce
                + " c $n$a\""
                + "} else={:put \"" + nonce + " d $n\"}}}}; :put \"" + nonce + " e\"";
    }

    /** A path as routers take it: {@code ip,address}; nothing for the root. */
    static String words(String path) {
        return path.substring(1).replace('/', ',');
    }

    /**
     * The menus that were asked for, in that order; one that the router lacks has nothing in it.
     *
     * @throws RouterosException if the output is no answer to {@link #ask}
     */
    public List<MenuSchema> parse(Collection<String> paths, String output) throws RouterosException {
        Map<String, Draft> drafts = new LinkedHashMap<>();
        Draft draft = new Draft();
        boolean ended = false;
        for (String line : output.lines().toList()) {
            if (!line.startsWith(nonce + " ")) {
                throw new RouterosException("the router does not show its commands" + RouterErrors.said(output));
            }
            String[] words = line.substring(nonce.length() + 1).stripTrailing().split(" ");
            switch (words[0]) {
                case "m" -> drafts.put(words.length > 1 ? words[1] : "", draft = new Draft());
                case "d" -> draft.submenus.add(word(words, 1));
                case "c" -> draft.command(words);
                default -> ended = true;
            }
        }
        if (!ended) {
            throw new RouterosException("the router's answer ends early" + RouterErrors.said(output));
        }
        List<MenuSchema> menus = new ArrayList<>();
        for (String path : paths) {
            Draft found = drafts.get(words(path));
            if (found == null) {
                throw new RouterosException("the router's answer lacks " + path);
            }
            menus.add(MenuSchema.of(path, found.submenus, found.commands));
        }
        return menus;
    }

    private static String word(String[] words, int index) throws RouterosException {
        String word = index < words.length ? words[index] : "";
        if (!WORD.matcher(word).matches()) {
            throw new RouterosException("the router's answer has a word of no form: " + word);
        }
        return word;
    }

    /** A menu in the making. */
    private static final class Draft {
        private final Set<String> submenus = new TreeSet<>();
        private final Map<String, Set<String>> commands = new TreeMap<>();

        void command(String[] words) throws RouterosException {
            Set<String> arguments = new TreeSet<>();
            for (int i = 2; i < words.length; i++) {
                arguments.add(word(words, i));
            }
            commands.put(word(words, 1), arguments);
        }
    }
}
