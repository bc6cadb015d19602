package mkrun.inventory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads {@code group_vars} and {@code host_vars}: for each name a file {@code NAME}, {@code NAME.yml}, {@code NAME.yaml} or
 * {@code NAME.json}, or a folder {@code NAME} of such files. Names that are no group and no host are passed over, since
 * the same folders serve several inventories.
 */
final class VarsFolders {
    private static final Pattern SUFFIX = Pattern.compile("\\.(yml|yaml|json)$");

    private final Problems problems;
    private final Map<Path, Path> places = new LinkedHashMap<>(); // as the user knows them, by what they are

    VarsFolders(Problems problems) {
        this.problems = problems;
    }

    /** Notes a folder that may hold {@code group_vars} and {@code host_vars}; later ones win. */
    void beside(Path folder) {
        Path place = folder.toAbsolutePath().normalize();
        places.remove(place);
        places.put(place, folder);
    }

    void readInto(Draft draft) {
        for (Path place : places.values()) {
            for (Path entry : list(place.resolve("group_vars"))) {
                Draft.GroupDraft group = draft.groups.get(name(entry));
                if (group != null) {
                    group.folder = group.folder.with(vars(entry));
                }
            }
            for (Path entry : list(place.resolve("host_vars"))) {
                Draft.HostDraft host = draft.hosts.get(name(entry));
                if (host != null) {
                    host.folder = host.folder.with(vars(entry));
                }
            }
        }
    }

    private static String name(Path entry) {
        String name = entry.getFileName().toString();
        return Files.isDirectory(entry) ? name : SUFFIX.matcher(name).replaceFirst("");
    }

    private List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(e -> !isHidden(e)).sorted().toList();
        } catch (IOException e) {
            problems.file(folder).problem(0, "cannot be listed: " + e.getMessage());
            return List.of();
        }
    }

    private static boolean isHidden(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(".") || name.endsWith("~");
    }

    /** Whether a file in a folder of its own host or group is meant to be read; elsewhere its name decides. */
    private static boolean isVars(Path path) {
        String name = path.getFileName().toString();
        return Files.isDirectory(path)
                || !name.contains(".")
                || SUFFIX.matcher(name).find();
    }

    private Vars vars(Path entry) {
        if (!Files.isDirectory(entry)) {
            return VarsFile.read(entry, problems);
        }
        Vars vars = Vars.EMPTY;
        for (Path file : list(entry)) {
            vars = isVars(file) ? vars.with(vars(file)) : vars;
        }
        return vars;
    }
}
