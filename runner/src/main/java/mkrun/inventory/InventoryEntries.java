package mkrun.inventory;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one file of an inventory says, entry by entry in any order: a group may be spoken of before it is defined, as in
 * Ansible's INI files. What is wrong with an entry is remembered with its line, from 1, and told with all other problems.
 */
public final class InventoryEntries {
    private record Spoken(Vars vars, int line) {}

    private final Draft draft;
    private final Problems.File file;
    private final Map<String, Integer> children = new LinkedHashMap<>();
    private final Map<String, Spoken> vars = new LinkedHashMap<>();

    InventoryEntries(Draft draft, Problems.File file) {
        this.draft = draft;
        this.file = file;
    }

    /**
     * Defines a group, if it is not yet.
     *
     * @return whether the name can be that of a group
     */
    public boolean group(String name, int line) {
        return draft.group(name, file, line).isPresent();
    }

    /**
     * Adds hosts to a group that is defined, and to their variables.
     *
     * @param pattern a name, or names such as {@code r[01:20]}
     * @param values strings, booleans, numbers, and lists and maps of such, by name
     */
    public void host(String group, String pattern, Map<String, ?> values, int line) {
        try {
            draft.hosts(pattern, draft.groups.get(group), variables(values, line));
        } catch (IllegalArgumentException e) {
            file.problem(line, e.getMessage());
        }
    }

    /** Adds to the variables of a group, which has to be defined when the file ends. */
    public void vars(String group, Map<String, ?> values, int line) {
        Vars more = variables(values, line);
        vars.merge(group, new Spoken(more, line), (a, b) -> new Spoken(a.vars.with(b.vars), a.line));
    }

    /** Hangs a group under another that is defined; it has to be defined itself when the file ends. */
    public void child(String group, String child, int line) {
        children.putIfAbsent(child, line);
        draft.groups.get(group).children.add(child);
    }

    private Vars variables(Map<String, ?> values, int line) {
        Map<String, Object> named = new LinkedHashMap<>(values);
        named.keySet().removeIf(name -> !file.variable(line, name));
        return Vars.of(named, file.at(line));
    }

    /** The file ends. */
    void end() {
        children.forEach(this::defined);
        vars.forEach((name, spoken) -> {
            Draft.GroupDraft group = draft.groups.get(name);
            if (group == null) {
                file.problem(spoken.line, "[" + name + ":vars], but " + undefined(name));
            } else {
                group.inline = group.inline.with(spoken.vars);
            }
        });
    }

    /** A group that is only a child is none: its name would be misspelt in silence. It is made all the same, for what follows. */
    private void defined(String child, int line) {
        boolean defined = draft.groups.containsKey(child);
        if (draft.group(child, file, line).isPresent() && !defined) {
            file.problem(line, undefined(child));
        }
    }

    private static String undefined(String group) {
        return "no group " + group + ": define it, or correct the name";
    }
}
