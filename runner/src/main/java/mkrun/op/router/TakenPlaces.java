package mkrun.op.router;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mkrun.routeros.Row;

/**
 * What a container wants for itself and one of somebody else's has: two playbooks know nothing of each other, and routers let
 * two interfaces have one address, and two rules lead one port away.
 *
 * @param spec of the container
 * @param neighbours names of all containers that the play has on the router: what they hold is theirs to give up
 */
record TakenPlaces(ContainerSpec spec, Set<String> neighbours) {
    /**
     * Who has its address, and what to do.
     *
     * @param veths rows of {@code /interface/veth}
     */
    Optional<String> address(List<Row> veths) {
        String own = new ContainerNames(spec).veth();
        Set<String> ours =
                Set.copyOf(neighbours.stream().map(ContainerNames::veth).toList());
        String ip = Cidr.host(spec.address()).ip();
        return veths.stream()
                .filter(row -> !row.text("name").equals(own) && !ours.contains(row.text("name")))
                .filter(row -> Stream.of(row.text("address").split(",")).anyMatch(a -> a.startsWith(ip + "/")))
                .findFirst()
                .map(row -> "interface " + row.text("name") + " has the address " + ip + " already, and is of "
                        + owner(ContainerCleaned.VETHS, row)
                                .map(name -> another(name) + ": choose another address for " + spec.name() + ", or "
                                        + away(name))
                                .orElse("no container of this play: choose another address for " + spec.name()
                                        + ", or take that container away first"));
    }

    /**
     * Which of the ports that it is to publish first leads to another container, and what to do. Ports that it has already
     * stay as they are.
     *
     * @param nat rows of {@code /ip/firewall/nat}
     */
    Optional<String> port(List<Row> nat) {
        for (ContainerSpec.Publish publish : spec.publishes()) {
            List<Row> rules = nat.stream().filter(leads(publish)).toList();
            boolean own = rules.stream().anyMatch(row -> of(row).equals(Optional.of(spec.name())));
            Optional<String> other = rules.stream()
                    .flatMap(row -> of(row).stream())
                    .filter(this::foreign)
                    .findFirst();
            if (!own && other.isPresent()) {
                return Optional.of("port " + publish.protocol() + " " + publish.port() + " leads to "
                        + another(other.get()) + ": publish another port of " + spec.name() + ", or "
                        + away(other.get()));
            }
        }
        return Optional.empty();
    }

    /** Whether a name is that of a container which the play knows nothing of. */
    private boolean foreign(String name) {
        return !name.equals(spec.name()) && !neighbours.contains(name);
    }

    private static Predicate<Row> leads(ContainerSpec.Publish publish) {
        return row -> row.text("chain").equals("dstnat")
                && row.text("protocol").equals(publish.protocol())
                && row.text("dst-port").equals(Integer.toString(publish.port()));
    }

    private static Optional<String> of(Row rule) {
        return owner(SharedNetwork.NAT, rule);
    }

    /** The container whose part that row is. */
    static Optional<String> owner(String menu, Row row) {
        return Mark.named(row)
                .map(mark -> Whose.of(menu, mark))
                .filter(whose -> whose.kind() == Whose.Kind.CONTAINER)
                .map(Whose::name);
    }

    private static String another(String name) {
        return "container " + name + ", which this play does not know of";
    }

    private static String away(String name) {
        return "take that container away: mkrun destroy --owner " + name + ", or container('" + name
                + "') { present false } in this play";
    }
}
