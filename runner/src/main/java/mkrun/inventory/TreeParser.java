package mkrun.inventory;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads an inventory given as a tree, in YAML or JSON: groups by name, each with {@code hosts}, {@code vars} and {@code
 * children}. Also understands what scripts print for Ansible: lists of names, and {@code _meta} with {@code hostvars}.
 */
final class TreeParser {
    private static final Set<String> PARTS = Set.of("hosts", "vars", "children");

    private final Draft draft;
    private final Problems.File file;

    private TreeParser(Draft draft, Problems.File file) {
        this.draft = draft;
        this.file = file;
    }

    static void read(Data root, Draft draft, Problems.File file) {
        TreeParser parser = new TreeParser(draft, file);
        if (root.isNull()) {
            return;
        }
        parser.table(root, "an inventory is a map of groups").forEach((name, data) -> {
            if (name.equals("_meta")) {
                parser.meta(data);
            } else {
                parser.group(name, data);
            }
        });
    }

    private Map<String, Data> table(Data data, String expected) {
        Map<String, Data> table = data.table();
        if (table == null) {
            if (!data.isNull()) {
                file.problem(data.line(), expected);
            }
            return Map.of();
        }
        return table;
    }

    private void group(String name, Data data) {
        draft.group(name, file, data.line()).ifPresent(group -> {
            if (data.items() != null) {
                hosts(group, data);
                return;
            }
            table(data, "the group '" + name + "' is a map of hosts, vars and children")
                    .forEach((part, content) -> part(name, group, part, content));
        });
    }

    private void part(String name, Draft.GroupDraft group, String part, Data content) {
        switch (part) {
            case "hosts" -> hosts(group, content);
            case "vars" -> group.inline = group.inline.with(vars(content));
            case "children" -> children(group, content);
            default ->
                file.problem(
                        content.line(),
                        "'" + part + "' in the group '" + name + "': expected hosts, vars or children"
                                + (PARTS.contains(part + "s") ? ", did you mean '" + part + "s'?" : ""));
        }
    }

    private void hosts(Draft.GroupDraft group, Data content) {
        List<Data> items = content.items();
        if (items != null) {
            items.forEach(item -> hosts(group, String.valueOf(item.value()), Data.NOTHING, item.line()));
        } else if (content.value() instanceof String name) {
            hosts(group, name, Data.NOTHING, content.line());
        } else {
            table(content, "hosts are a map or a list of names")
                    .forEach((name, vars) -> hosts(group, name, vars, vars.line()));
        }
    }

    private void hosts(Draft.GroupDraft group, String pattern, Data vars, int line) {
        try {
            draft.hosts(pattern, group, vars(vars));
        } catch (IllegalArgumentException e) {
            file.problem(line, e.getMessage());
        }
    }

    private void children(Draft.GroupDraft group, Data content) {
        List<Data> items = content.items();
        if (items != null) {
            items.forEach(item -> child(group, String.valueOf(item.value()), new Data(null, item.line())));
        } else {
            table(content, "children are a map or a list of groups").forEach((name, data) -> child(group, name, data));
        }
    }

    private void child(Draft.GroupDraft group, String name, Data data) {
        group(name, data);
        if (draft.groups.containsKey(name)) {
            group.children.add(name);
        }
    }

    private Vars vars(Data content) {
        Map<String, Data> table = table(content, "variables are a map of names and values");
        table.forEach((name, data) -> file.variable(data.line(), name));
        return Vars.of(table, file);
    }

    private void meta(Data data) {
        Data hostvars = table(data, "_meta is a map").getOrDefault("hostvars", Data.NOTHING);
        table(hostvars, "hostvars are a map of hosts").forEach((name, vars) -> {
            Draft.HostDraft host = draft.hosts.computeIfAbsent(name, n -> new Draft.HostDraft());
            host.inline = host.inline.with(vars(vars));
        });
    }
}
