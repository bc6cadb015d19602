package mkrun.alpine.script;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A word before expansion.
 *
 * @param line where it is, from 1
 * @param parts what it is put together from; a quoted empty string is a part too
 */
record Word(int line, List<Part> parts) {
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=");

    Word {
        parts = List.copyOf(parts);
    }

    /** The text if the word is one bare literal, else an empty string: how reserved words are told. */
    String bare() {
        return parts.size() == 1 && parts.get(0) instanceof Part.Literal literal && !literal.quoted()
                ? literal.text()
                : "";
    }

    /** Whether it begins with a name and an equals sign, neither quoted. */
    boolean isAssignment() {
        return !parts.isEmpty()
                && parts.get(0) instanceof Part.Literal first
                && !first.quoted()
                && ASSIGNMENT.matcher(first.text()).lookingAt();
    }

    /** The text of its literals, as it names the end of a here-document. */
    String literalText() {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(part instanceof Part.Literal literal ? literal.text() : "");
        }
        return text.toString();
    }
}
