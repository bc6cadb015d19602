package mkrun.inventory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes an inventory of a draft. A host's variables are layered: its groups from {@code all} down, deeper ones over
 * shallower ones and equally deep ones by name, then the host's own; within each of these what the inventory says, then
 * what {@code group_vars} or {@code host_vars} say.
 */
final class InventoryBuilder {
    private final Draft draft;
    private final Map<String, Integer> depths = new HashMap<>();
    private final Map<String, Set<String>> parents = new HashMap<>();

    InventoryBuilder(Draft draft) {
        this.draft = draft;
    }

    Inventory build(Problems problems) throws InventoryException {
        hang();
        measure(problems);
        problems.throwIfAny();
        List<Host> hosts = new ArrayList<>();
        draft.hosts.forEach((name, host) -> hosts.add(host(name, host)));
        Map<String, Group> groups = new LinkedHashMap<>();
        draft.groups.forEach((name, g) -> groups.put(name, new Group(name, inOrder(g.hosts), List.copyOf(g.children))));
        return new Inventory(hosts, groups);
    }

    private List<String> inOrder(Set<String> hosts) {
        return draft.hosts.keySet().stream().filter(hosts::contains).toList();
    }

    /** Hangs what nothing holds under {@code all}, and hosts without a group under {@code ungrouped}. */
    private void hang() {
        draft.groups.forEach((name, group) -> group.children.forEach(child ->
                parents.computeIfAbsent(child, c -> new LinkedHashSet<>()).add(name)));
        Draft.GroupDraft all = draft.groups.get(Inventory.ALL);
        for (String name : draft.groups.keySet()) {
            if (!name.equals(Inventory.ALL) && !parents.containsKey(name)) {
                all.children.add(name);
                parents.put(name, new LinkedHashSet<>(Set.of(Inventory.ALL)));
            }
        }
        Set<String> grouped = new LinkedHashSet<>();
        draft.groups.forEach((name, group) -> {
            if (!name.equals(Inventory.ALL) && !name.equals(Draft.UNGROUPED)) {
                grouped.addAll(group.hosts);
            }
        });
        Draft.GroupDraft ungrouped = draft.groups.get(Draft.UNGROUPED);
        ungrouped.hosts.addAll(draft.hosts.keySet());
        ungrouped.hosts.removeAll(grouped);
        all.hosts.clear();
    }

    /** How deep each group hangs: the longest way down from {@code all}. Groups that hold themselves are a problem. */
    private void measure(Problems problems) {
        Set<String> left = new LinkedHashSet<>(draft.groups.keySet());
        boolean progress = true;
        while (!left.isEmpty() && progress) {
            progress = left.removeIf(this::measured);
        }
        if (!left.isEmpty()) {
            problems.problem("these groups are children of themselves, in a circle: " + String.join(", ", left));
        }
    }

    private boolean measured(String name) {
        Collection<String> above = parents.getOrDefault(name, Set.of());
        if (!depths.keySet().containsAll(above)) {
            return false;
        }
        depths.put(name, above.stream().mapToInt(depths::get).max().orElse(-1) + 1);
        return true;
    }

    private Host host(String name, Draft.HostDraft host) {
        List<String> groups = groupsOf(name);
        Vars vars = Vars.EMPTY;
        for (String group : groups) {
            Draft.GroupDraft g = draft.groups.get(group);
            vars = vars.with(g.inline).with(g.folder);
        }
        return new Host(name, groups, vars.with(host.inline).with(host.folder));
    }

    /** All groups of a host, outermost first. */
    private List<String> groupsOf(String host) {
        Deque<String> open = new ArrayDeque<>();
        draft.groups.forEach((name, group) -> {
            if (group.hosts.contains(host)) {
                open.add(name);
            }
        });
        Set<String> found = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            String name = open.remove();
            if (found.add(name)) {
                open.addAll(parents.getOrDefault(name, Set.of()));
            }
        }
        return found.stream()
                .sorted(Comparator.<String>comparingInt(depths::get).thenComparing(Comparator.naturalOrder()))
                .toList();
    }
}
