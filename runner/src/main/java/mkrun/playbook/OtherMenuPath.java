package mkrun.playbook;

import java.util.Optional;
import java.util.regex.Pattern;
import mkrun.routeros.Menu;
import mkrun.routeros.Menus;
import mkrun.spelling.DidYouMean;

/** Paths of menus that mkrun has no table of. */
final class OtherMenuPath {
    private static final Pattern FORM = Pattern.compile("(?:/[a-z0-9][a-z0-9-]*){1,10}");

    private OtherMenuPath() {}

    /**
     * The path, if it can be one.
     *
     * @param meant whether the playbook says that it is no slip
     * @throws LoadProblem if it is of no form, or looks like a slip of one that mkrun has a table of
     */
    static String checked(String path, boolean meant) {
        if (!FORM.matcher(path).matches()) {
            throw LoadProblem.here("'" + path + "' is no menu of RouterOS", form(path), path);
        }
        Optional<String> near = meant ? Optional.empty() : near(path);
        if (near.isPresent()) {
            throw LoadProblem.here(
                    "unknown RouterOS menu '" + path + "'",
                    "did you mean '" + near.get()
                            + "'? If not, say so: key: ['name'] for rows that a name tells apart, key: [] for settings",
                    path);
        }
        return path;
    }

    /** How a path is written, as far as this one can be made out. */
    private static String form(String path) {
        String meant =
                "/" + String.join("/", path.strip().replaceFirst("^[/\\s]+", "").split("[/\\s]+"));
        return FORM.matcher(meant).matches() ? "write '" + meant + "'" : "write it with slashes, as in '/ip/vrf'";
    }

    private static Optional<String> near(String path) {
        return DidYouMean.nearestPath(
                path, Menus.standard().all().stream().map(Menu::path).toList());
    }
}
