package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that name what a task removes are told with the removal. */
@Timeout(60)
class StillNamingOnLabTest {
    private static final String BRIDGES = "/interface/bridge";
    private static final String NAMED =
            "rows of others name what goes, and nothing after that: /interface/bridge/port bridge=b1 (*1),"
                    + " /ip/address interface=b1 (lan)";

    @TempDir
    Path dir;

    private static RouterEntry bridge(String name, String mark, boolean present) {
        return new RouterEntry(BRIDGES, Map.of("name", name), Map.of(), mark, present);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.24"})
    void aBridgeThatHasPortsAndAddressesSaysSo(String version) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            play.run(List.of(new NamedOperation("bridge", bridge("b1", "b1", true))));
            play.console("/interface/bridge/port/add interface=ether3 bridge=b1;"
                    + " /ip/address/add address=10.5.0.1/24 interface=b1 comment=lan");
            assertThat(play.reason(bridge("b1", "b1", false))).isEqualTo(NAMED);
            play.console("/interface/bridge/port/remove [find]; /ip/address/remove [find where comment=lan]");
            assertThat(play.reason(bridge("b1", "b1", false))).isEmpty();
            play.run(List.of(new NamedOperation("bridge", bridge("b1", "b1", false))));
            assertThat(play.reason(bridge("b1", "b1", false))).isEqualTo("/interface/bridge name=b1 is not there");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.24"})
    void soDoesOneThatGatewaysAndQueuesName(String version) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            play.run(List.of(new NamedOperation("bridge", bridge("b1", "b1", true))));
            play.console("/ip/address/add address=10.5.0.1/24 interface=ether1;"
                    + " /ip/route/add dst-address=10.6.0.0/24 gateway=b1;"
                    + " /ip/route/add dst-address=10.7.0.0/24 gateway=10.5.0.9%b1 comment=far;"
                    + " /queue/simple/add name=q target=b1");
            assertThat(play.reason(bridge("b1", "b1", false)))
                    .isEqualTo("rows of others name what goes, and nothing after that: /ip/route gateway=b1 (*2),"
                            + " /ip/route gateway=b1 (far), /queue/simple target=b1 (q)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "7.20.8")
    void soDoesOneThatItsOwnerNoLongerLists(String version) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            RouterEntry kept = bridge("b0", "@o/b0", true);
            RouterEntries both = new RouterEntries(BRIDGES, "@o", List.of(kept, bridge("b1", "@o/b1", true)));
            play.run(List.of(new NamedOperation("bridges", both)));
            play.console("/interface/bridge/port/add interface=ether3 bridge=b1;"
                    + " /ip/address/add address=10.5.0.1/24 interface=b1 comment=lan");
            assertThat(play.reason(both)).isEqualTo("@o is as wanted");
            assertThat(play.reason(new RouterEntries(BRIDGES, "@o", List.of(kept))))
                    .isEqualTo(NAMED);
        }
    }
}
