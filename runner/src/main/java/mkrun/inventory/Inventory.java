package mkrun.inventory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Hosts and groups, read from files, directories and literal lists. Immutable. */
public final class Inventory {
    /** The group that every host is in. */
    public static final String ALL = "all";

    private final Map<String, Host> hosts;
    private final Map<String, Group> groups;

    Inventory(List<Host> hosts, Map<String, Group> groups) {
        Map<String, Host> byName = new LinkedHashMap<>();
        hosts.forEach(h -> byName.put(h.name(), h));
        this.hosts = Collections.unmodifiableMap(byName);
        this.groups = Collections.unmodifiableMap(groups);
    }

    /**
     * Reads sources in order, later ones over earlier ones, and the {@code group_vars} and {@code host_vars} beside them.
     *
     * @param sources files (INI, YAML, JSON), directories of such, or literal lists such as {@code host1,host2,}
     * @throws InventoryException naming every problem with its file and line
     */
    public static Inventory read(List<String> sources) throws InventoryException {
        return read(sources, List.of(), List.of());
    }

    /**
     * The same.
     *
     * @param varsFolders more folders, such as the playbook's, whose {@code group_vars} and {@code host_vars} win
     * @param formats ways to write an inventory besides those that are known here
     * @throws InventoryException naming every problem with its file and line
     */
    public static Inventory read(List<String> sources, List<Path> varsFolders, List<InventoryFormat> formats)
            throws InventoryException {
        return new InventoryReader(formats).read(sources, varsFolders);
    }

    /** The same with variables on top of every host's, such as those of {@code -e}. */
    public Inventory with(Vars extra) {
        List<Host> merged = hosts.values().stream()
                .map(h -> new Host(h.name(), h.groups(), h.vars().with(extra)))
                .toList();
        return new Inventory(merged, groups);
    }

    /** All hosts, in the order of the inventory. */
    public List<Host> hosts() {
        return List.copyOf(hosts.values());
    }

    /** The host of that name. */
    public Optional<Host> host(String name) {
        return Optional.ofNullable(hosts.get(name));
    }

    /** The group of that name, with what is in it directly. */
    public Optional<Group> group(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    /** The names of all hosts of each group, those of its children included; {@code all} first. */
    public Map<String, List<String>> groups() {
        Map<String, List<String>> members = new LinkedHashMap<>();
        groups.keySet().forEach(name -> members.put(name, members(name)));
        return Collections.unmodifiableMap(members);
    }

    private List<String> members(String group) {
        Set<String> inside = new HashSet<>();
        List<String> open = new ArrayList<>(List.of(group));
        for (int i = 0; i < open.size(); i++) {
            Group g = groups.get(open.get(i));
            inside.addAll(g.hosts());
            g.children().stream().filter(c -> !open.contains(c)).forEach(open::add);
        }
        return hosts.keySet().stream().filter(inside::contains).toList();
    }

    /**
     * The hosts that a pattern means, in the order of the inventory: names of hosts and groups, globs, {@code ~regex},
     * {@code group[0]}, {@code group[1:3]} (both ends), {@code @file} of patterns, one a line; joined by {@code :} or
     * {@code ,}, with {@code &} in front to keep only those, {@code !} to leave those out. May be empty.
     *
     * @throws InventoryException if the pattern is malformed, or a name in it is no host and no group
     */
    public List<Host> select(String pattern) throws InventoryException {
        Set<String> names = new HostPattern(this).select(pattern);
        return hosts.values().stream().filter(h -> names.contains(h.name())).toList();
    }
}
