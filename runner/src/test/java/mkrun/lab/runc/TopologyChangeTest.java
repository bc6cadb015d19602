package mkrun.lab.runc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TopologyChangeTest {
    private static final Topology NETWORK =
            new Topology(Set.of("b1"), Map.of("b1", List.of("172.17.0.1/24")), Map.of("v2", "b1"));

    private static String change(Topology from, Topology to, String... links) {
        return new TopologyChange(from, to, Set.of(links)).batch();
    }

    @Test
    void whatIsThereIsLeftAlone() {
        assertThat(change(NETWORK, NETWORK, "v2")).isEmpty();
    }

    @Test
    void bridgesAreMadeWithTheirAddressesAndLinksJoinThemWhenTheyAreThere() {
        String bridge = "link add b1 type bridge\nlink set b1 up\naddr add 172.17.0.1/24 dev b1\n";
        assertThat(change(Topology.EMPTY, NETWORK)).isEqualTo(bridge);
        assertThat(change(Topology.EMPTY, NETWORK, "v2")).isEqualTo(bridge + "link set v2 master b1\n");
    }

    @Test
    void whatIsGoneIsTakenAway() {
        Topology other = new Topology(Set.of("b1"), Map.of("b1", List.of("172.17.0.9/24")), Map.of());
        assertThat(change(NETWORK, other, "v2"))
                .isEqualTo("addr del 172.17.0.1/24 dev b1\naddr add 172.17.0.9/24 dev b1\nlink set v2 nomaster\n");
        assertThat(change(NETWORK, Topology.EMPTY, "v2")).isEqualTo("link del b1\nlink set v2 nomaster\n");
    }
}
