package mkrun.lab.runc;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The commands of {@code ip -batch} that make one topology of another. Pure. */
final class TopologyChange {
    private final Topology from;
    private final Topology to;
    private final Set<String> links;
    private final StringBuilder batch = new StringBuilder();

    /** @param links of containers that are plugged in; the others have to wait */
    TopologyChange(Topology from, Topology to, Set<String> links) {
        this.from = from;
        this.to = to;
        this.links = links;
    }

    /** The commands, a line each; empty if nothing is to do. */
    String batch() {
        for (String bridge : new TreeSet<>(from.bridges())) {
            if (!to.bridges().contains(bridge)) {
                line("link del " + bridge);
            }
        }
        for (String bridge : new TreeSet<>(to.bridges())) {
            if (!from.bridges().contains(bridge)) {
                line("link add " + bridge + " type bridge");
                line("link set " + bridge + " up");
            }
            addresses(bridge);
        }
        for (String link : new TreeSet<>(links)) {
            master(link);
            addresses(link);
        }
        return batch.toString();
    }

    private void master(String link) {
        @Nullable String bridge = to.ports().get(link);
        if (!Objects.equals(from.ports().get(link), bridge)) {
            line("link set " + link + (bridge == null ? " nomaster" : " master " + bridge));
        }
    }

    private void addresses(String link) {
        List<String> wanted = to.addresses().getOrDefault(link, List.of());
        for (String old : from.addresses().getOrDefault(link, List.of())) {
            if (!wanted.contains(old) && (links.contains(link) || from.bridges().contains(link))) {
                line("addr del " + old + " dev " + link);
            }
        }
        for (String address : wanted) {
            if (!from.has(link, address)
                    || !links.contains(link) && !from.bridges().contains(link)) {
                line("addr add " + address + " dev " + link);
            }
        }
    }

    private void line(String command) {
        batch.append(command).append('\n');
    }
}
