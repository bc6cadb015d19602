package mkrun.routeros;

/**
 * Rows as lines that no value can forge: each line of ours begins with a nonce, and what follows up to the next such line
 * is the value, line ends and all. It needs only {@code :foreach}, {@code :put} and {@code print as-value}, which every
 * version has; the text form of {@code as-value} cannot be parsed, since its values are not quoted. {@link FramedForm} reads
 * the answer.
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

    /** The statements that print the rows of a menu: without {@code detail}, only what tables have columns for. */
    String rows(String menu) {
        return put("m " + menu) + "; " + each("[" + menu + "/print detail as-value]");
    }

    /** The statements that print those rows of a menu that a condition is true of. */
    String rowsWhere(String menu, String condition) {
        return put("m " + menu) + "; " + each("[" + menu + "/print detail as-value where " + condition + "]");
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
}
