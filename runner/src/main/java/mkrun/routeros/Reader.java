package mkrun.routeros;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The two questions that a run asks a router, each in one exchange, and the parsers of the answers. Any output may be
 * passed to the parsers: what is no answer becomes an exception with the router's words.
 */
public final class Reader {
    private final String nonce;

    /**
     * @param nonce letters and digits that no value on a router contains by accident; new for each session
     */
    public Reader(String nonce) {
        if (!nonce.matches("[A-Za-z0-9-]{8,64}")) {
            throw new IllegalArgumentException("not a nonce: " + nonce);
        }
        this.nonce = nonce;
    }

    /** The script that asks what the router is. It runs on every version from 7.9, with any set of packages. */
    public String factsScript() {
        Framing framing = new Framing(nonce);
        List<String> parts = new ArrayList<>();
        for (String menu : FactsParser.SINGLE) {
            parts.add(framing.tolerant(framing.single(menu)));
        }
        for (String menu : FactsParser.ROWS) {
            parts.add(framing.tolerant(framing.rows(menu)));
        }
        parts.add(framing.put("e"));
        return String.join("; ", parts);
    }

    /**
     * What the router is.
     *
     * @throws RouterosException if the output is not the answer to {@link #factsScript}
     */
    public RouterFacts parseFacts(String output) throws RouterosException {
        return FactsParser.facts(new Framing(nonce).parse(output));
    }

    /**
     * The script that reads all rows of menus; those that the router lacks are left out. {@link Ledger#MENU} may be among
     * them. Of menus that mkrun has no table of, the router is also asked what they are.
     */
    public String stateScript(Dialect dialect, Collection<String> menus) {
        Framing framing = new Framing(nonce);
        List<String> parts = new ArrayList<>();
        if (menus.contains(Ledger.MENU)) {
            parts.add(StateParser.readLedger(framing, dialect));
        }
        for (String menu : menus) {
            dialect.menu(menu).ifPresent(m -> parts.add(StateParser.read(framing, dialect, m)));
        }
        List<String> unlisted =
                menus.stream().filter(menu -> unlisted(dialect, menu)).toList();
        if (!unlisted.isEmpty()) {
            parts.add(new UnlistedMenus(framing, StateParser.json(dialect)).read(unlisted));
        }
        parts.add(framing.put("e"));
        return String.join("; ", parts);
    }

    /** Whether mkrun has no table of a menu. */
    private static boolean unlisted(Dialect dialect, String menu) {
        return !menu.equals(Ledger.MENU) && dialect.table(menu).isEmpty();
    }

    /**
     * What the router says of those menus asked for that mkrun has no table of; those that it lacks are left out.
     *
     * @throws RouterosException if the output is not the answer to {@link #stateScript}
     */
    public Map<String, MenuSchema> parseSchemas(Dialect dialect, Collection<String> menus, String output)
            throws RouterosException {
        List<String> unlisted =
                menus.stream().filter(menu -> unlisted(dialect, menu)).toList();
        return unlisted.isEmpty()
                ? Map.of()
                : UnlistedMenus.schemas(unlisted, StateParser.parse(new Framing(nonce), dialect, output));
    }

    /**
     * The rows of each menu asked for, in that order; a menu that the router lacks has none.
     *
     * @throws RouterosException if the output is not the answer to {@link #stateScript}
     */
    public Map<String, List<Row>> parseState(Dialect dialect, Collection<String> menus, String output)
            throws RouterosException {
        Map<String, List<Map<String, String>>> read = StateParser.parse(new Framing(nonce), dialect, output);
        Map<String, List<Row>> state = new LinkedHashMap<>();
        for (String menu : menus) {
            if ((dialect.has(menu) || unlisted(dialect, menu)) && !read.containsKey(menu)) {
                throw new RouterosException("the router's answer lacks " + menu + RouterErrors.said(output));
            }
            state.put(
                    menu,
                    read.getOrDefault(menu, List.of()).stream()
                            .map(raw -> StateParser.row(dialect, menu, raw))
                            .toList());
        }
        return state;
    }
}
