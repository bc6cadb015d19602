package mkrun.inventory;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** An inventory in the making: what the files said so far. */
final class Draft {
    static final String UNGROUPED = "ungrouped";

    private static final Pattern GROUP_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

    /** A group as written so far. */
    static final class GroupDraft {
        final Set<String> hosts = new LinkedHashSet<>();
        final Set<String> children = new LinkedHashSet<>();
        Vars inline = Vars.EMPTY;
        Vars folder = Vars.EMPTY;
    }

    /** A host as written so far. */
    static final class HostDraft {
        Vars inline = Vars.EMPTY;
        Vars folder = Vars.EMPTY;
    }

    final Map<String, GroupDraft> groups = new LinkedHashMap<>();
    final Map<String, HostDraft> hosts = new LinkedHashMap<>();

    Draft() {
        groups.put(Inventory.ALL, new GroupDraft());
        groups.put(UNGROUPED, new GroupDraft());
    }

    /** The group of that name, made if new; empty and a problem if that is no name for a group. */
    Optional<GroupDraft> group(String name, Problems.File file, int line) {
        if (!GROUP_NAME.matcher(name).matches()) {
            file.problem(line, "'" + name + "' is no name for a group: letters, digits, _ . -");
            return Optional.empty();
        }
        return Optional.of(groups.computeIfAbsent(name, n -> new GroupDraft()));
    }

    /**
     * The hosts of a pattern such as {@code r[01:20]}, made if new, with more variables.
     *
     * @throws IllegalArgumentException if that is no pattern
     */
    void hosts(String pattern, GroupDraft group, Vars vars) {
        for (String name : Ranges.expand(pattern)) {
            HostDraft host = host(name, group);
            host.inline = host.inline.with(vars);
        }
    }

    /** A host of a group, made if new. */
    HostDraft host(String name, GroupDraft group) {
        group.hosts.add(name);
        return hosts.computeIfAbsent(name, n -> new HostDraft());
    }
}
