package mkrun.routeros;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The two questions that a run asks a router, each in one exchange, and the parsers of the answers. */
public final class Reader {
    private final String nonce;

    /** @param nonce letters and digits that no value on a router contains by accident; new for each session */
    public Reader(String nonce) {
        this.nonce = nonce;
    }

    /** The script that asks what the router is. It runs on every version from 7.9, with any set of packages. */
    public String factsScript() {
        return ":put " + nonce;
    }

    /**
     * @throws RouterosException if the output is not the answer to {@link #factsScript}
     */
    public RouterFacts parseFacts(String output) throws RouterosException {
        throw new RouterosException("not yet understood: " + output);
    }

    /** The script that reads all rows of menus; those that the router lacks are left out. */
    public String stateScript(Dialect dialect, Collection<String> menus) {
        return ":put " + nonce + dialect.version() + menus;
    }

    /**
     * The rows of each menu asked for; a menu that the router lacks has none.
     *
     * @throws RouterosException if the output is not the answer to {@link #stateScript}
     */
    public Map<String, List<Row>> parseState(Dialect dialect, Collection<String> menus, String output)
            throws RouterosException {
        throw new RouterosException("not yet understood: " + dialect.version() + menus + output);
    }
}
