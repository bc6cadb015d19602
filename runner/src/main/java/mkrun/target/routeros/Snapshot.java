package mkrun.target.routeros;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mkrun.routeros.Answer;
import mkrun.routeros.Dialect;
import mkrun.routeros.Ledger;
import mkrun.routeros.LedgerScript;
import mkrun.routeros.MenuSchema;
import mkrun.routeros.Quote;
import mkrun.routeros.Reader;
import mkrun.routeros.Reference;
import mkrun.routeros.RouterFacts;
import mkrun.routeros.RouterRows;
import mkrun.routeros.RouterosException;
import mkrun.routeros.Row;
import mkrun.routeros.Schemas;
import mkrun.routeros.access.RowChange;
import mkrun.target.TargetException;

/** What is known of a router's menus, each marked stale when something may have changed it. */
final class Snapshot implements RouterProbe {
    /** Half of what every SSH server takes in one message; no limit of consoles is known. */
    static final int LONGEST_LINE = 16_000;

    private final RouterLink link;
    private final Reader reader;
    private RouterFacts facts;
    private Dialect dialect;
    private final KeptRows known;
    private final Map<String, MenuSchema> schemas = new HashMap<>();
    private final Set<String> stale = new HashSet<>();
    private final List<String> warnings = new ArrayList<>();
    private boolean warned;

    /** @param room for the rows of long menus */
    Snapshot(RouterLink link, Reader reader, RouterFacts facts, RowRoom room) {
        this.link = link;
        this.known = new KeptRows(room);
        this.reader = reader;
        this.facts = facts;
        this.dialect = facts.dialect();
    }

    /** What was pulled of routers of its version is known, too. */
    void knowing(Schemas pulled) {
        dialect = dialect.knowing(pulled);
    }

    @Override
    public RouterFacts facts() {
        return facts;
    }

    @Override
    public String user() {
        return link.user();
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    /** Fetches all of these menus that are not known yet and may be kept, in one exchange, or in none. */
    void prefetch(Set<String> menus) throws TargetException {
        Set<String> missing = new TreeSet<>(menus);
        missing.removeAll(known.menus());
        missing.removeAll(known.tooLong());
        fetch(missing);
    }

    @Override
    public List<Row> rows(String menu) throws TargetException {
        Optional<List<Row>> there = stale.contains(menu) ? Optional.empty() : known.of(menu);
        if (there.isPresent()) {
            return there.get();
        }
        Set<String> wanted = new TreeSet<>(stale); // an exchange costs more than the rows of one more menu
        wanted.add(menu);
        return fetch(wanted).getOrDefault(menu, List.of());
    }

    @Override
    public Map<String, List<Row>> rows(Set<String> menus) throws TargetException {
        prefetch(menus);
        return RouterProbe.super.rows(menus);
    }

    @Override
    public Optional<MenuSchema> schema(String menu) throws TargetException {
        if (!schemas.containsKey(menu) && known.of(menu).isEmpty()) {
            fetch(Set.of(menu));
        }
        return Optional.ofNullable(schemas.get(menu));
    }

    /** The rows of menus as they are now, whatever is known. */
    Map<String, List<Row>> freshRows(Set<String> menus) throws TargetException {
        return fetch(new TreeSet<>(menus));
    }

    /**
     * A command was sent: its menu may have changed, and the menus above that show its rows too, as {@code /interface} does a
     * bridge. Where it takes a row's name away, what named that row shows a bare id now, or the new name.
     */
    void touched(RouterCommand command) {
        String menu = command.menu();
        known.menus().stream()
                .filter(k -> k.equals(menu) || menu.startsWith(k + "/"))
                .forEach(stale::add);
        if (command.row().filter(RowChange::takesName).isPresent()) {
            Reference.to(dialect, menu).stream()
                    .map(Reference::menu)
                    .filter(known.menus()::contains)
                    .forEach(stale::add);
        }
    }

    /** Anything may have changed. */
    void forget() {
        stale.addAll(known.menus());
    }

    /** It has booted: nothing that was known counts. */
    void rebooted(RouterFacts newFacts) {
        facts = newFacts;
        dialect = newFacts.dialect().knowing(dialect.schemas());
        known.clear();
        schemas.clear();
        stale.clear();
    }

    private Map<String, List<Row>> fetch(Collection<String> menus) throws TargetException {
        Map<String, List<Row>> rows = new HashMap<>();
        for (List<String> part : parts(menus)) {
            rows.putAll(ask(part));
        }
        return rows;
    }

    /** The menus in as few questions as lines that routers surely take can hold: one, unless a run reads nearly all. */
    private List<List<String>> parts(Collection<String> menus) {
        List<List<String>> parts = new ArrayList<>();
        for (String menu : menus) {
            List<String> longer = new ArrayList<>(parts.isEmpty() ? List.of() : parts.get(parts.size() - 1));
            longer.add(menu);
            boolean fits =
                    !parts.isEmpty() && reader.stateScript(dialect, longer).length() <= LONGEST_LINE;
            if (fits) {
                parts.set(parts.size() - 1, longer);
            } else {
                parts.add(List.of(menu));
            }
        }
        return parts;
    }

    private Map<String, List<Row>> ask(Collection<String> menus) throws TargetException {
        try {
            return link.exec(reader.stateScript(dialect, menus), answer -> learn(menus, answer));
        } catch (RouterosException e) {
            throw new TargetException("cannot read " + String.join(", ", menus) + ": " + e.getMessage(), e);
        }
    }

    /** Takes in the answer to {@link Reader#stateScript}, and keeps of it what there is room for. */
    Map<String, List<Row>> learn(Collection<String> menus, Answer answer) throws IOException, RouterosException {
        RouterRows read = reader.state(dialect, menus, answer);
        read.rows().forEach(known::keep);
        schemas.putAll(read.schemas());
        stale.removeAll(menus);
        judge(read.rows().getOrDefault(Ledger.MENU, List.of()));
        return read.rows();
    }

    private void judge(List<Row> ledger) {
        if (!warned && Ledger.unreadable(ledger)) {
            warned = true;
            warnings.add(
                    LedgerScript.FILE + " on the router is no ledger of mkrun's, nor is its copy: what was remembered"
                            + " there is lost. Secrets that the router does not show are set again; rows that take no comment count"
                            + " as made by somebody else, and adopt: true takes them back. The next entry begins a new ledger, and"
                            + " what is there now is kept beside it as " + LedgerScript.ASIDE);
        }
        List<Integer> strange = Ledger.strange(ledger);
        if (!warned && !strange.isEmpty()) {
            warned = true;
            warnings.add(LedgerScript.FILE + " on the router was edited by hand: of its lines "
                    + strange.stream().map(String::valueOf).collect(Collectors.joining(", "))
                    + " no sense can be made, and they count for nothing. A row or a secret that they were about counts as somebody"
                    + " else's: set these lines right or remove them");
        }
    }

    /** Something odd to be told. */
    void warn(String text) {
        warnings.add(text);
    }

    /** What is odd about what was read since the last call; the same is told once. */
    List<String> warnings() {
        List<String> news = List.copyOf(warnings);
        warnings.clear();
        return news;
    }

    /** Gives back the room that rows take; nothing is to be asked any more. */
    void close() {
        known.close();
    }

    @Override
    public OptionalLong fileSize(String path) throws TargetException {
        String answer = link.exec(":do {:put [/file/get " + Quote.string(path) + " size]} on-error={:put \"none\"}")
                .strip();
        if (answer.equals("none")) {
            return OptionalLong.empty();
        }
        if (answer.isEmpty()) {
            throw new TargetException(
                    path + " on the router is a folder, and must be a file: remove or rename it, then run again");
        }
        try {
            return OptionalLong.of(Long.parseLong(answer));
        } catch (NumberFormatException e) {
            throw new TargetException("cannot read the size of " + path + ": the router said \"" + answer + "\"", e);
        }
    }

    @Override
    public List<String> files(String directory) throws TargetException {
        return link.files(directory);
    }

    @Override
    public boolean exists(String path) throws TargetException {
        return link.exists(path);
    }
}
