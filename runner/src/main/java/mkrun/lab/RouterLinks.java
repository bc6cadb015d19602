package mkrun.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mkrun.lab.runc.ContainerSpec;
import mkrun.lab.runc.Topology;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;

/**
 * A router's veths, bridges and addresses in terms of this machine's kernel, where links are named by the rows' numbers: names
 * of RouterOS may be longer, and hold anything. The state's monitor is held.
 */
final class RouterLinks {
    /** What the kernel takes for the name of an interface. */
    private static final Pattern NAME = Pattern.compile("[^\\s/:]{1,15}");

    private final RouterState state;

    RouterLinks(RouterState state) {
        this.state = state;
    }

    /**
     * The network interfaces of a container.
     *
     * @throws NotStarted in a router's words
     */
    List<ContainerSpec.Link> of(TableRow container) throws NotStarted {
        List<ContainerSpec.Link> links = new ArrayList<>();
        for (String name : container.text("interface").split(",")) {
            TableRow veth = state.table("/interface/veth")
                    .where("name", name)
                    .orElseThrow(() -> new NotStarted("could not acquire interface: no device (6)"));
            // The name inside is the veth's own from 7.20 on.
            String inside = state.version().atLeast("7.20") ? name : "eth" + links.size();
            if (!NAME.matcher(inside).matches()) {
                throw new NotStarted("could not acquire interface: " + name + " get ifindex failed (6)");
            }
            List<String> gateways = Stream.of(veth.text("gateway"), veth.text("gateway6"))
                    .filter(g -> !g.isEmpty())
                    .toList();
            links.add(new ContainerSpec.Link(link("v", veth), inside, texts(veth.text("address")), gateways));
        }
        return links;
    }

    /** What is configured around them. What is disabled is not there. */
    Topology topology() {
        BridgeVlans vlans = new BridgeVlans(state);
        Map<String, String> linkOf = new HashMap<>();
        Set<String> bridges = new HashSet<>();
        enabled("/interface/bridge").forEach(b -> linkOf.put(b.text("name"), link("b", b)));
        bridges.addAll(linkOf.values());
        enabled("/interface/veth").forEach(v -> linkOf.put(v.text("name"), link("v", v)));
        enabled("/interface/vlan").forEach(row -> vlans.ofInterface(row).ifPresent(vlan -> {
            linkOf.put(row.text("name"), bridge(vlan));
            bridges.add(bridge(vlan));
        }));
        Map<String, String> ports = new HashMap<>();
        enabled("/interface/bridge/port").forEach(port -> Optional.ofNullable(linkOf.get(port.text("interface")))
                .ifPresent(link -> vlans.ofPort(port).ifPresent(vlan -> {
                    ports.put(link, bridge(vlan));
                    bridges.add(bridge(vlan));
                })));
        Map<String, List<String>> addresses = new HashMap<>();
        enabled("/ip/address").forEach(a -> Optional.ofNullable(linkOf.get(a.text("interface")))
                .ifPresent(link ->
                        addresses.computeIfAbsent(link, l -> new ArrayList<>()).add(a.text("address"))));
        return new Topology(bridges, addresses, ports);
    }

    /** The kernel's bridge for a VLAN: where none has a tag, each VLAN may have a bridge of its own. */
    private static String bridge(BridgeVlans.Vlan vlan) {
        return link("b", vlan.bridge()) + (vlan.own() ? "" : "." + vlan.id());
    }

    private Stream<TableRow> enabled(String menu) {
        return state.table(menu).rows().stream().filter(row -> !row.is("disabled"));
    }

    private static List<String> texts(String list) {
        return list.isEmpty() ? List.of() : List.of(list.split(","));
    }

    private static String link(String kind, TableRow row) {
        return kind + row.id().substring(1);
    }
}
