package mkrun.lab;

/** Why a value that stands in place of lists is not taken: what routers make of it is not known. */
final class InlineRefused extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Names the place, not the text, which may be a secret.
     *
     * @param entry counted from 1
     * @param known what is taken
     */
    InlineRefused(String field, int entry, String known) {
        super("this lab does not take entry " + entry + " of " + field + ": " + known, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
