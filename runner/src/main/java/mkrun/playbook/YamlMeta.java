package mkrun.playbook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mkrun.inventory.Vars;

/** The YAML form of a role's meta: {@code description}, {@code dependencies}, {@code arguments} by name. */
final class YamlMeta {
    private YamlMeta() {}

    /** Says to a scope what the file holds. */
    static void say(Vars file, MetaScope scope) {
        Options given = new Options("meta", file.asMap(), "description", "dependencies", "arguments");
        scope.description(given.text("description", ""));
        scope.dependencies(given.texts("dependencies").toArray(String[]::new));
        Map<String, Object> arguments = given.fields("arguments");
        Options each = new Options("arguments", arguments, arguments.keySet().toArray(String[]::new));
        scope.arguments(
                known -> arguments.keySet().forEach(name -> say(known, name, new LinkedHashMap<>(each.fields(name)))));
    }

    private static void say(ArgumentsScope scope, String name, Map<String, Object> options) {
        Object type = options.getOrDefault("type", "string");
        options.remove("type");
        switch (type.toString()) {
            case "str", "string" -> scope.string(options, name);
            case "int", "float", "number" -> scope.number(options, name);
            case "bool" -> scope.bool(options, name);
            case "list" -> scope.list(options, name);
            case "dict", "map" -> scope.map(options, name);
            default ->
                throw LoadProblem.here(
                        "argument '" + name + "' has unknown type '" + type + "'",
                        "write one of " + String.join(", ", List.of("string", "number", "bool", "list", "map")),
                        type.toString());
        }
    }
}
