package mkrun.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mkrun.inventory.InventoryException;
import mkrun.inventory.Vars;
import mkrun.inventory.VarsFile;

/** Variables of {@code -e}: {@code key=value} (the value is YAML, so {@code n=3} is a number), or {@code @file}. */
final class ExtraVars {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private ExtraVars() {}

    /** All of them, later ones over earlier ones. */
    static Vars parse(List<String> arguments) {
        Vars vars = Vars.EMPTY;
        for (String argument : arguments) {
            vars = vars.with(argument.startsWith("@") ? file(argument.substring(1)) : pair(argument));
        }
        return vars;
    }

    private static Vars pair(String argument) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        if (equals < 0 || !name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new CliException(ExitCode.USAGE, "-e '" + argument + "': expected key=value or @file");
        }
        return Vars.of(Map.of(name, value(argument.substring(equals + 1))), "-e");
    }

    private static Object value(String text) {
        try {
            Object value = YAML.readValue(text, Object.class);
            return value == null ? text : value;
        } catch (JsonProcessingException notYaml) {
            return text; // as the shell passed it: a plain string
        }
    }

    private static Vars file(String name) {
        try {
            return VarsFile.read(Path.of(name));
        } catch (InventoryException e) {
            throw new CliException(ExitCode.INVALID, "-e @" + name + ":\n" + e.getMessage());
        }
    }
}
