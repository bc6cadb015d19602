package mkrun.playbook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mkrun.spelling.DidYouMean;
import mkrun.task.SourcePos;

/** Finds and loads roles, each once. */
final class Roles {
    /** The system property that names the folder of the roles that come with mkrun; the launcher sets it. */
    private static final String SHIPPED = "mkrun.roles";

    private final Path directory;
    private final List<Path> folders;
    private final Scripts scripts;
    private final Problems problems;
    private final Map<String, Role> loaded = new LinkedHashMap<>();

    /**
     * @param directory of the playbook
     */
    Roles(Path directory, Scripts scripts, Problems problems) {
        this.directory = directory;
        this.scripts = scripts;
        this.problems = problems;
        Set<Path> distinct = new LinkedHashSet<>();
        distinct.add(directory.resolve("roles"));
        if (directory.getParent() != null) {
            distinct.add(directory.getParent().resolve("roles"));
        }
        distinct.add(Path.of("roles").toAbsolutePath());
        Optional.ofNullable(System.getProperty(SHIPPED)).ifPresent(folder -> distinct.add(Path.of(folder)));
        this.folders = List.copyOf(distinct);
    }

    /** Of the playbook. */
    Path directory() {
        return directory;
    }

    Scripts scripts() {
        return scripts;
    }

    /**
     * Roles by name, every one once and after those that it depends on.
     *
     * @throws LoadProblem for a role that is not there, or that depends on itself
     */
    List<Role> inOrder(List<String> names) {
        Map<String, Role> ordered = new LinkedHashMap<>();
        names.forEach(name -> add(name, ordered, new ArrayList<>()));
        return List.copyOf(ordered.values());
    }

    /** Loads a role for the sake of its problems; that it is not there is one too, at the given place. */
    void find(String name, SourcePos position) {
        try {
            inOrder(List.of(name));
        } catch (LoadProblem e) {
            problems.add(position, String.valueOf(e.getMessage()), e.hint(), e.token());
        }
    }

    private void add(String name, Map<String, Role> ordered, List<String> path) {
        if (path.contains(name)) {
            throw LoadProblem.here(
                    "roles depend on each other: " + String.join(" -> ", path) + " -> " + name, "", path.get(0));
        }
        if (ordered.containsKey(name)) {
            return;
        }
        Role role = role(name, path);
        List<String> deeper = new ArrayList<>(path);
        deeper.add(name);
        role.dependencies().forEach(dependency -> add(dependency, ordered, deeper));
        ordered.put(name, role);
    }

    private Role role(String name, List<String> path) {
        Role known = loaded.get(name);
        if (known != null) {
            return known;
        }
        Path directory = folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> unknown(name, path));
        RoleScripts files = new RoleScripts(directory, scripts, problems);
        Role role = new Role(name, directory, files.meta(), files);
        loaded.put(name, role);
        return role;
    }

    private LoadProblem unknown(String name, List<String> path) {
        Set<String> names = new TreeSet<>();
        folders.forEach(folder -> names.addAll(Folders.names(folder)));
        String near = DidYouMean.hint(name, names);
        String looked = "looked in "
                + String.join(", ", folders.stream().map(SourceText::display).toList());
        String wantedBy = path.isEmpty() ? "" : ", which role '" + path.get(path.size() - 1) + "' depends on";
        return LoadProblem.here(
                "unknown role '" + name + "'" + wantedBy,
                near.isEmpty() ? looked : near,
                path.isEmpty() ? name : path.get(0));
    }
}
