package mkrun.playbook;

import groovy.lang.GString;
import java.io.IOException;
import java.io.Writer;

/**
 * A text with expressions in it, as scripts write them. Groovy's own makes its text by a helper that searches the JDK for
 * classes when it is first used, a tenth of a second that no playbook needs.
 */
public final class Interpolated extends GString {
    private static final long serialVersionUID = 1L;

    private final String[] strings;

    /** Called by compiled scripts. */
    public Interpolated(Object[] values, String[] strings) {
        super(values);
        this.strings = strings.clone();
    }

    @Override
    public String[] getStrings() {
        return strings.clone();
    }

    @Override
    public String toString() {
        Object[] values = getValues();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < strings.length; i++) {
            text.append(strings[i]);
            if (i < values.length) {
                text.append(values[i]);
            }
        }
        return text.toString();
    }

    @Override
    public Writer writeTo(Writer out) throws IOException {
        out.write(toString());
        return out;
    }
}
