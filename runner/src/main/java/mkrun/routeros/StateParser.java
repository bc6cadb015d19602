package mkrun.routeros;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads the rows of menus in the best form a version has. From 7.16 on that is JSON; {@code :serialize} is older, but
 * made numbers of texts that look like some until {@code json.no-string-conversion} came with 7.16. Rows are packed while they
 * arrive.
 */
final class StateParser implements AnswerSink {
    private static final RouterosVersion JSON = RouterosVersion.parse("7.16");
    private static final String SHOW_SECRETS = "show-sensitive";

    private final Dialect dialect;
    private final Predicate<String> plain;
    private final Map<String, RowTable.Builder> tables = new HashMap<>();
    private final Map<String, List<Map<String, String>>> asPrinted = new HashMap<>();
    private String menu = "";
    private CanonicalRows canonical;

    private StateParser(Dialect dialect, Predicate<String> plain) {
        this.dialect = dialect;
        this.plain = plain;
        this.canonical = new CanonicalRows(dialect, menu);
    }

    /** Whether a version is read so. */
    static boolean json(Dialect dialect) {
        return dialect.version().atLeast(JSON);
    }

    /** The statements that print the ledger as if it were a menu without rows. */
    static String readLedger(Framing framing, Dialect dialect) {
        String read = LedgerScript.read() + "; " + framing.put("m " + Ledger.MENU) + "; ";
        return json(dialect)
                ? read + ":put [:serialize to=json options=json.no-string-conversion value={\"file\"=$a;\"copy\"=$b}]"
                : read + framing.put("r") + "; " + framing.property("file", "$a") + "; "
                        + framing.property("copy", "$b");
    }

    static String read(Framing framing, Dialect dialect, Menu menu) {
        if (json(dialect)) {
            return framing.put("m " + menu.path()) + "; " + readJson(dialect, menu);
        }
        return menu.kind() == Menu.Kind.SINGLE ? framing.single(menu.path()) : framing.rows(menu.path());
    }

    /** Where a version shows secrets only to those who say so, it is said; who may not see them gets the rest. */
    private static String readJson(Dialect dialect, Menu menu) {
        String plain = printed(menu, "");
        return dialect.command(menu.path(), "print")
                .flatMap(print -> print.argument(SHOW_SECRETS))
                .map(flag -> ":do {" + printed(menu, SHOW_SECRETS + " ") + "} on-error={" + plain + "}")
                .orElse(plain);
    }

    private static String printed(Menu menu, String flags) {
        boolean single = menu.kind() == Menu.Kind.SINGLE;
        String print = "[" + menu.path() + "/print " + (single ? "" : "detail ") + flags + "as-value]";
        return !menu.fractions()
                ? put(print)
                : single ? exactly(print) : ":foreach a in=" + print + " do={" + exactly("$a") + "}";
    }

    /** The statement that prints a value as JSON. */
    static String put(String value) {
        return ":put [:serialize to=json options=json.no-string-conversion value=" + value + "]";
    }

    /**
     * The statements that print an array of properties as JSON with exact times. What JSON makes of them by itself has no
     * fractions of seconds, and from one day on is a date. That takes a router a step for each property, so that
     * long menus are not read so.
     */
    static String exactly(String array) {
        return ":local r " + array + "; :local o $r; :foreach k,v in=$r do={:if ([:typeof $v]=\"time\") do={"
                + ":set ($o->$k) [:tostr $v]}}; " + put("$o");
    }

    /**
     * Takes in the answer.
     *
     * @param plain menus whose rows are not a router's, and come as they were printed
     * @throws RouterosException if it is none
     */
    static StateParser read(Dialect dialect, Predicate<String> plain, Answer answer)
            throws IOException, RouterosException {
        StateParser parser = new StateParser(dialect, plain);
        if (json(dialect)) {
            JsonForm.read(answer, parser, parser::oneByOne);
        } else {
            FramedForm.read(answer, parser);
        }
        return parser;
    }

    /** Whether the rows of a menu are printed one after the other ({@link #exactly}), so that of none nothing is said. */
    private boolean oneByOne(String path) {
        boolean unlisted = !path.equals(Ledger.MENU) && !plain.test(path);
        return dialect.table(path).map(Menu::fractions).orElse(unlisted);
    }

    @Override
    public void menu(String path) {
        menu = path;
        canonical = new CanonicalRows(dialect, path);
        if (plain.test(path)) {
            asPrinted.put(path, new ArrayList<>());
        } else {
            tables.put(path, new RowTable.Builder());
        }
    }

    @Override
    public void row(Map<String, String> raw) throws RouterosException {
        List<Map<String, String>> rows = asPrinted.get(menu);
        RowTable.Builder table = tables.get(menu);
        if (rows != null) {
            rows.add(raw);
        } else if (table != null) {
            table.add(raw.getOrDefault(".id", ""), canonical.values(raw));
        }
    }

    @Override
    public void unreadable() {
        asPrinted.remove(menu);
        tables.remove(menu);
    }

    /** The rows of a menu, if the answer has it. */
    Optional<RowTable> rows(String path) {
        return Optional.ofNullable(tables.get(path)).map(RowTable.Builder::build);
    }

    /** The rows of what is no menu of a router's, as they were printed. */
    Map<String, List<Map<String, String>>> asPrinted() {
        return asPrinted;
    }
}
