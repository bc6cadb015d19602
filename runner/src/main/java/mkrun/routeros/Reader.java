package mkrun.routeros;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        parts.add(framing.tolerant(
                framing.rowsWhere(FactsParser.SCHEDULER, "name=" + Quote.string(RouterFacts.Unconfirmed.ENTRY))));
        parts.add(framing.put("e"));
        return String.join("; ", parts);
    }

    /**
     * What the router is. Of the answer, what comes behind that is left alone.
     *
     * @throws RouterosException if it is not the answer to {@link #factsScript}
     */
    public RouterFacts facts(Answer answer) throws IOException, RouterosException {
        Map<String, List<Map<String, String>>> menus = new HashMap<>();
        FramedForm.read(answer.to(nonce), new AnswerSink() {
            private String menu = "";

            @Override
            public void menu(String path) {
                menu = path;
                menus.put(path, new ArrayList<>());
            }

            @Override
            public void row(Map<String, String> raw) {
                menus.computeIfAbsent(menu, path -> new ArrayList<>()).add(raw);
            }

            @Override
            public void unreadable() {
                menus.remove(menu);
            }
        });
        return FactsParser.facts(menus);
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
     * What the router says of the menus asked for, taken in while it arrives: rows are packed one by one ({@link RowTable}).
     *
     * @throws RouterosException if it is not the answer to {@link #stateScript}
     */
    public RouterRows state(Dialect dialect, Collection<String> menus, Answer answer)
            throws IOException, RouterosException {
        StateParser read = StateParser.read(dialect, UnlistedMenus::tells, answer.to(nonce));
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        for (String menu : menus) {
            Optional<RowTable> table = read.rows(menu);
            if (table.isEmpty() && (dialect.has(menu) || unlisted(dialect, menu))) {
                throw new RouterosException("the router's answer lacks " + menu);
            }
            rows.put(menu, table.<List<Row>>map(t -> t).orElse(List.of()));
        }
        List<String> unlisted =
                menus.stream().filter(menu -> unlisted(dialect, menu)).toList();
        return new RouterRows(rows, unlisted.isEmpty() ? Map.of() : UnlistedMenus.schemas(unlisted, read.asPrinted()));
    }
}
