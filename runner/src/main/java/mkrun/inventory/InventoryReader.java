package mkrun.inventory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mkrun.inventory.Data.FormatException;

/** Reads the sources of an inventory into a draft: literal lists, files, programs, directories, and the variables beside them. */
final class InventoryReader {
    private static final Set<String> NOT_INVENTORY =
            Set.of("pyc", "pyo", "swp", "bak", "rpm", "md", "txt", "rst", "orig", "cfg", "retry", "groovy");
    private static final Set<String> FOLDERS = Set.of("group_vars", "host_vars");
    private static final Pattern YAML_START = Pattern.compile("---.*|[\"']?[A-Za-z0-9_.-]+[\"']?:(\\s.*)?");

    private final List<InventoryFormat> formats;
    private final Problems problems = new Problems();
    private final Draft draft = new Draft();
    private final VarsFolders folders = new VarsFolders(problems);

    /** @param formats ways to write an inventory besides those that are known here */
    InventoryReader(List<InventoryFormat> formats) {
        this.formats = formats;
    }

    /** Reads all sources, then the variables beside them and in other folders, which win over those. */
    Inventory read(List<String> sources, List<Path> otherFolders) throws InventoryException {
        sources.forEach(this::source);
        otherFolders.forEach(folders::beside);
        folders.readInto(draft);
        return new InventoryBuilder(draft).build(problems);
    }

    private void source(String source) {
        if (source.contains(",")) {
            literal(source);
            return;
        }
        Path path = Path.of(source);
        if (Files.isDirectory(path)) {
            directory(path);
            folders.beside(path);
        } else if (Files.exists(path)) {
            file(path);
            folders.beside(path.getParent() == null ? Path.of("") : path.getParent());
        } else {
            String hint = NearbyFile.of(path)
                    .map(near -> " -- did you mean '" + near + "'?")
                    .orElse("");
            problems.problem(
                    "no inventory at '" + source + "' (a list of hosts needs a comma: '" + source + ",')" + hint);
        }
    }

    private void literal(String source) {
        Problems.File file = new Problems.File(problems, "-i " + source);
        Draft.GroupDraft group = draft.groups.get(Draft.UNGROUPED);
        for (String name : source.split(",")) {
            try {
                Ranges.expand(name.strip()).stream().filter(n -> !n.isEmpty()).forEach(n -> draft.host(n, group));
            } catch (IllegalArgumentException e) {
                file.problem(0, e.getMessage());
            }
        }
    }

    private void directory(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.sorted().toList()) {
                String name = entry.getFileName().toString();
                if (Files.isDirectory(entry)) {
                    if (!FOLDERS.contains(name) && !name.startsWith(".")) {
                        directory(entry);
                    }
                } else if (isInventory(entry)) {
                    file(entry);
                }
            }
        } catch (IOException e) {
            problems.file(directory).problem(0, "cannot be listed: " + e.getMessage());
        }
    }

    private boolean isInventory(Path entry) {
        String name = entry.getFileName().toString();
        if (name.startsWith(".") || name.endsWith("~")) {
            return false;
        }
        // Playbooks end as inventories in Groovy do: of these, a folder's inventories are called hosts.
        return format(entry)
                .map(format -> name.endsWith("hosts" + format.suffix()))
                .orElseGet(() -> !NOT_INVENTORY.contains(name.substring(name.lastIndexOf('.') + 1)));
    }

    private void file(Path path) {
        Problems.File file = problems.file(path);
        try {
            if (InventoryScript.is(path)) {
                TreeParser.read(JsonData.read(InventoryScript.list(path)), draft, file);
                return;
            }
            Optional<InventoryFormat> format = format(path);
            if (format.isPresent()) {
                read(format.get(), path, file);
                return;
            }
            String text = Texts.read(path);
            Predicate<String> ends = path.getFileName().toString()::endsWith;
            if (ends.test(".json") || text.stripLeading().startsWith("{")) {
                TreeParser.read(JsonData.read(text), draft, file);
            } else if (ends.test(".yml") || ends.test(".yaml") || !ends.test(".ini") && looksLikeYaml(text)) {
                TreeParser.read(YamlData.read(text), draft, file);
            } else {
                IniParser.read(text.lines().toList(), draft, file);
            }
        } catch (FormatException e) {
            file.problem(e.line(), e.getMessage());
        } catch (IOException e) {
            file.problem(0, Texts.unreadable(e));
        }
    }

    private void read(InventoryFormat format, Path path, Problems.File file) {
        InventoryEntries entries = new InventoryEntries(draft, file);
        try {
            format.read(path, entries);
            entries.end();
        } catch (InventoryException e) {
            problems.addAll(e);
        }
    }

    private Optional<InventoryFormat> format(Path path) {
        return formats.stream()
                .filter(format -> path.toString().endsWith(format.suffix()))
                .findFirst();
    }

    /** Whether the first line that says something looks like YAML; no INI inventory begins so. */
    private static boolean looksLikeYaml(String text) {
        return text.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty() && !l.startsWith("#") && !l.startsWith(";"))
                .findFirst()
                .map(l -> YAML_START.matcher(l).matches())
                .orElse(false);
    }
}
