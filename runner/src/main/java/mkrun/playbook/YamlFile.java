package mkrun.playbook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The YAML forms of a role's variables and meta. */
final class YamlFile {
    private YamlFile() {}

    /**
     * The map that a file holds; an empty file is an empty map.
     *
     * @throws LoadProblem at the place of the fault
     */
    static Map<String, Object> read(Path file) {
        String name = SourceText.display(file);
        try {
            String text = Files.readString(file);
            return text.isBlank() ? Map.of() : new YAMLMapper().readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            throw new LoadProblem(
                    new mkrun.task.SourcePos(name, line, column),
                    "is no YAML map: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    "",
                    "");
        } catch (IOException e) {
            throw LoadProblem.of(name, "cannot be read: " + e.getMessage());
        }
    }

    /** Says to a scope what {@code meta/main.yml} holds: description, dependencies, arguments by name. */
    static void meta(Map<String, Object> meta, MetaScope scope) {
        Options given = new Options("meta", meta, "description", "dependencies", "arguments");
        scope.description(given.text("description", ""));
        scope.dependencies(given.texts("dependencies").toArray(String[]::new));
        scope.arguments(arguments -> given.fields("arguments").forEach((name, options) -> {
            Options argument = new Options("arguments", Map.of(name, options), name);
            argument(arguments, name, new java.util.LinkedHashMap<>(argument.fields(name)));
        }));
    }

    private static void argument(ArgumentsScope scope, String name, Map<String, Object> options) {
        String type = String.valueOf(options.getOrDefault("type", "string"));
        options.remove("type");
        switch (type) {
            case "str", "string" -> scope.string(options, name);
            case "int", "float", "number" -> scope.number(options, name);
            case "bool" -> scope.bool(options, name);
            case "list" -> scope.list(options, name);
            case "dict", "map" -> scope.map(options, name);
            default ->
                throw LoadProblem.here(
                        "argument '" + name + "' has unknown type '" + type + "'",
                        "write one of " + String.join(", ", List.of("string", "number", "bool", "list", "map")),
                        type);
        }
    }
}
