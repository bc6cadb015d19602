package mkrun.routeros;

import java.util.List;

/**
 * The console's side of a {@link Ledger}. An entry is changed on the router, in one statement that reads the file, edits
 * it and writes it, so that two runs at the same time do not undo each other's entries; the whole file is then written
 * twice, first itself, then its copy, so that one of them is whole whenever the power fails.
 */
public final class LedgerScript {
    /** The name of the file, beside or in the directory {@code flash}. */
    public static final String FILE = "mkrun-ledger.txt";
    /** What is no ledger is kept under this name when a new one is written in its place. */
    public static final String ASIDE = "mkrun-ledger-unreadable.txt";

    private static final String COPY = "mkrun-ledger-copy.txt";
    private static final String HEAD = Ledger.FIRST + "\n";
    private static final String TAIL = "\n" + Ledger.LAST + "\n";
    /** Contents that consoles take: 4 kB at first, later about 60 kB. The change came somewhere below this version. */
    private static final String LARGE_FILES = "7.20";

    private static final int SMALL = 4_000;
    private static final int LARGE = 60_000;
    /** On boards with a directory flash, whatever is beside it is lost with the power. */
    private static final String DIRECTORY =
            ":local d \"\"; :do {:if ([/file/get flash type]=\"directory\") do={:set d \"flash/\"}} on-error={}";

    private LedgerScript() {}

    /** The statements that leave the file in $a and its copy in $b. */
    static String read() {
        return DIRECTORY + "; " + contents("a", FILE) + "; " + contents("b", COPY);
    }

    private static String contents(String variable, String file) {
        return ":local " + variable + " \"\"; :do {:set " + variable + " [/file/get ($d . \"" + file
                + "\") contents]} on-error={}";
    }

    /** The command that writes an entry in the place of an older one of the same key. */
    public static CommandText put(RouterosVersion version, List<String> key, List<String> values) {
        String line = Ledger.line(key) + " = " + Ledger.line(values);
        return edit(version, key, line + "\n", "# ledger: " + Ledger.line(key));
    }

    /** The command that removes an entry, if there is one. */
    public static CommandText drop(RouterosVersion version, List<String> key) {
        return edit(version, key, "", "# ledger: without " + Ledger.line(key));
    }

    private static CommandText edit(RouterosVersion version, List<String> key, String line, String shown) {
        int most = version.atLeast(LARGE_FILES) ? LARGE : SMALL;
        String script = String.join(
                "; ",
                read(),
                ":local o $a",
                // As Ledger.of: the file if it is whole, else the copy, else a new one.
                tidied("a"),
                tidied("b"),
                unlessWhole("a") + " do={:set a $b}",
                unlessWhole("a") + " do={:if ([:len $o]=0) do={:set o $b}; :if ([:len $o]>0) do={" + written(ASIDE, "o")
                        + "}; :set a " + Quote.string(HEAD + Ledger.LAST + "\n") + "}",
                ":local i [:find $a " + Quote.string("\n" + Ledger.line(key) + " = ") + "]",
                ":if ([:typeof $i]=\"num\") do={:local j [:find $a \"\\n\" ($i+1)];"
                        + " :set a ([:pick $a 0 $i] . [:pick $a $j [:len $a]])}",
                ":set a ([:pick $a 0 ([:len $a]-" + (Ledger.LAST.length() + 1) + ")] . "
                        + Quote.string(line + Ledger.LAST + "\n") + ")",
                ":if ([:len $a]>" + most + ") do={:error \"failure: mkrun's ledger is full (" + most + " bytes)\"}",
                written(FILE, "a"),
                written(COPY, "a"));
        return new CommandText(":do {" + script + "}", shown);
    }

    /** Editors put a carriage return before each end of a line, or leave the last one out. */
    private static String tidied(String variable) {
        String a = "$" + variable;
        String found = "[:find " + a + " \"\\r\"]";
        return ":if ([:len " + a + "]>" + HEAD.length() + ") do={:local r " + found
                + "; :while ([:typeof $r]=\"num\") do={:set "
                + variable + " ([:pick " + a + " 0 $r] . [:pick " + a + " ($r+1) [:len " + a + "]]); :set r " + found
                + "}; :if ("
                + ends(variable, "\n" + Ledger.LAST) + ") do={:set " + variable + " (" + a + " . \"\\n\")}}";
    }

    private static String ends(String variable, String text) {
        return "[:pick $" + variable + " ([:len $" + variable + "]-" + text.length() + ") [:len $" + variable + "]]="
                + Quote.string(text);
    }

    private static String unlessWhole(String variable) {
        return ":if ([:len $" + variable + "]<" + HEAD.length() + " || [:pick $" + variable + " 0 " + HEAD.length()
                + "]!=" + Quote.string(HEAD) + " || !(" + ends(variable, TAIL) + "))";
    }

    /** A file that is there and cannot be written is tried again, for the router to say why. */
    private static String written(String file, String variable) {
        String name = "($d . \"" + file + "\")";
        String set = "/file/set " + name + " contents=$" + variable;
        return ":do {" + set + "} on-error={:if ([:len [/file/find where name=" + name + "]]>0) do={" + set
                + "} else={/file/add name=" + name + " contents=$" + variable + "}}";
    }
}
