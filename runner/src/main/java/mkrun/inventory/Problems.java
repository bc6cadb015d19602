package mkrun.inventory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What is wrong with an inventory, gathered so that all of it is told at once. */
final class Problems {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final List<InventoryException.Problem> found = new ArrayList<>();

    /**
     * A file as the user knows it, for problems and origins.
     *
     * @param name path as given; not absolute where the user wrote none such
     */
    record File(Problems problems, String name) {
        void problem(int line, String message) {
            problems.found.add(new InventoryException.Problem(name, line, message));
        }

        /** {@code name:line}. */
        String at(int line) {
            return line > 0 ? name + ":" + line : name;
        }

        /** Whether a name may be a variable's; if not, that is a problem. */
        boolean variable(int line, String variable) {
            boolean ok = NAME.matcher(variable).matches();
            if (!ok) {
                problem(line, "'" + variable + "' is no name for a variable: letters, digits and _, no digit first");
            }
            return ok;
        }
    }

    File file(Path path) {
        return new File(this, path.toString());
    }

    /** A problem of no file. */
    void problem(String message) {
        found.add(new InventoryException.Problem("", 0, message));
    }

    void addAll(InventoryException told) {
        found.addAll(told.problems());
    }

    void throwIfAny() throws InventoryException {
        if (!found.isEmpty()) {
            throw new InventoryException(found);
        }
    }
}
