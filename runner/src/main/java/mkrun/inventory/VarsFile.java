package mkrun.inventory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import mkrun.inventory.Data.FormatException;

/** A file of variables, YAML or JSON: {@code group_vars}, roles' defaults, {@code -e @file}. */
public final class VarsFile {
    private VarsFile() {}

    /**
     * Its variables, each with file and line as origin.
     *
     * @throws InventoryException if it cannot be read or is no map of names and values
     */
    public static Vars read(Path path) throws InventoryException {
        Problems problems = new Problems();
        Vars vars = read(path, problems);
        problems.throwIfAny();
        return vars;
    }

    static Vars read(Path path, Problems problems) {
        Problems.File file = problems.file(path);
        try {
            String text = Texts.read(path);
            Data data = path.toString().endsWith(".json") ? JsonData.read(text) : YamlData.read(text);
            Map<String, Data> table = data.table();
            if (table != null) {
                table.forEach((name, value) -> file.variable(value.line(), name));
                return Vars.of(table, file);
            }
            if (!data.isNull()) {
                file.problem(data.line(), "expected a map of names and values");
            }
        } catch (FormatException e) {
            file.problem(e.line(), e.getMessage());
        } catch (IOException e) {
            file.problem(0, Texts.unreadable(e));
        }
        return Vars.EMPTY;
    }
}
