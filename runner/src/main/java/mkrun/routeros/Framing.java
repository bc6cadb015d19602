package mkrun.routeros;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rows as lines that no value can forge: each line of ours begins with a nonce, and what follows up to the next such line
 * is the value, line ends and all. It needs only {@code :foreach}, {@code :put} and {@code print as-value}, which every
 * version has; the text form of {@code as-value} cannot be parsed, since its values are not quoted.
 *
 * <pre>
 * NONCE m PATH               a menu begins
 * NONCE r                    a row begins
 * NONCE f NAME TYPE VALUE    a property
 * NONCE x                    the menu could not be read
 * NONCE e                    the end of all
 * </pre>
 */
final class Framing {
    private static final Pattern PROPERTY = Pattern.compile("(\\S(?:.*?\\S)?)=([a-z0-9-]+)=(.*)", Pattern.DOTALL);

    private final String nonce;

    Framing(String nonce) {
        this.nonce = nonce;
    }

    /** The statement that prints one line of ours. */
    String put(String line) {
        return ":put \"" + nonce + " " + line + "\"";
    }

    /** The statements that print the one set of properties of a menu. */
    String single(String menu) {
        return put("m " + menu) + "; " + row("[" + menu + "/print as-value]");
    }

    /** The statements that print an array of properties as one row. */
    String row(String array) {
        return put("r") + "; " + properties(array);
    }

    /** The statements that print the rows of a menu. */
    String rows(String menu) {
        return put("m " + menu) + "; " + each("[" + menu + "/print as-value]");
    }

    /** The statements that print an array of rows. */
    String each(String array) {
        return ":foreach r in=" + array + " do={" + row("$r") + "}";
    }

    /** The same statements, not ending the script where the menu cannot be read. */
    String tolerant(String statements) {
        return ":do {" + statements + "} on-error={" + put("x") + "}";
    }

    // A list prints each element as a property of the same name, since tostr joins with a character that may be in
    // them.
    private String properties(String array) {
        return ":foreach k,v in=" + array + " do={:if ([:typeof $v]=\"array\") do={" + property("\"array=\"")
                + "; :foreach e in=$v do={" + property("[:typeof $e] . \"=\" . [:tostr $e]") + "}} else={"
                + property("[:typeof $v] . \"=\" . [:tostr $v]") + "}}";
    }

    /** The statement that prints one property of text. */
    String property(String name, String expression) {
        return ":put (\"" + nonce + " f " + name + "=str=\" . " + expression + ")";
    }

    private String property(String typeAndValue) {
        return ":put (\"" + nonce + " f \" . $k . \"=\" . " + typeAndValue + ")";
    }

    /** Menus, rows and values as printed; a menu without rows is there, one that could not be read is not. */
    Map<String, List<Map<String, String>>> parse(String output) throws RouterosException {
        Map<String, List<Map<String, String>>> menus = new LinkedHashMap<>();
        List<Map<String, String>> rows = new ArrayList<>();
        String menu = "";
        List<String> frames = frames(output);
        for (String frame : frames) {
            String rest = rest(frame);
            switch (frame.substring(0, 1)) {
                case "m" -> {
                    menu = rest;
                    rows = new ArrayList<>();
                    menus.put(menu, rows);
                }
                case "r" -> rows.add(new LinkedHashMap<>());
                case "f" -> add(rows, rest);
                case "x" -> menus.remove(menu);
                default -> {
                    return menus;
                }
            }
        }
        throw early(frames, output);
    }

    /** What each menu printed behind its first line, for answers of another form. */
    Map<String, String> texts(String output) throws RouterosException {
        Map<String, String> texts = new LinkedHashMap<>();
        List<String> frames = frames(output);
        for (String frame : frames) {
            if (frame.startsWith("e")) {
                return texts;
            }
            String[] parts = rest(frame).split("\\R", 2);
            texts.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        throw early(frames, output);
    }

    private static String rest(String frame) {
        return frame.length() > 2 ? frame.substring(2) : "";
    }

    private static RouterosException early(List<String> frames, String output) {
        return new RouterosException(
                "the router's answer ends early" + RouterErrors.said(frames.isEmpty() ? output : last(frames)));
    }

    private static String last(List<String> frames) {
        return frames.get(frames.size() - 1).replaceFirst("\\A.*\\R?", "");
    }

    /** What follows each nonce, without the line end before the next one. */
    private List<String> frames(String output) {
        List<String> frames = new ArrayList<>();
        Matcher begin =
                Pattern.compile("(?:\\A|\\n)\\Q" + nonce + "\\E (?=[mrfxe])").matcher(output);
        int from = -1;
        while (begin.find()) {
            if (from >= 0) {
                frames.add(chomp(output.substring(from, begin.start() + 1)));
            }
            from = begin.end();
        }
        if (from >= 0) {
            frames.add(chomp(output.substring(from)));
        }
        return frames;
    }

    private static String chomp(String line) {
        return line.endsWith("\r\n")
                ? line.substring(0, line.length() - 2)
                : line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
    }

    private static void add(List<Map<String, String>> rows, String property) throws RouterosException {
        Matcher form = PROPERTY.matcher(property);
        if (rows.isEmpty() || !form.matches()) {
            throw new RouterosException("the router's answer has a property of no form: " + property);
        }
        Map<String, String> row = rows.get(rows.size() - 1);
        if (form.group(2).equals("array")) {
            row.put(form.group(1), "");
        } else {
            row.merge(form.group(1), form.group(3), (list, next) -> list.isEmpty() ? next : list + "," + next);
        }
    }
}
