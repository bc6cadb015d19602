package mkrun.target.routeros;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import mkrun.lab.LabConfig;
import mkrun.lab.LabRouter;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.Row;
import mkrun.target.Secret;
import mkrun.target.ssh.SshLink;
import mkrun.target.ssh.SshSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How many exchanges a router costs that is asked what it is and what its menus hold. */
@Timeout(60)
class FirstLookTest {
    private static final Set<String> MENUS =
            Set.of("/container", "/container/envs", "/interface/bridge", "/ip/address");

    @TempDir
    Path dir;

    private record Met(RouterosVersion version, List<Row> addresses, List<Row> containers, int exchanges) {}

    /** Starts the router and looks at it as a run does. */
    private Met meet(String version, Optional<String> stated, UnaryOperator<LabConfig> more) throws Exception {
        LabConfig config = more.apply(LabConfig.of("r1", RouterosVersion.parse(version), "arm64", dir.resolve("r1"))
                .withLogin("admin", "lab"));
        try (LabRouter router = LabRouter.start(config)) {
            Path known = Files.writeString(dir.resolve("known_hosts"), router.knownHostsLine() + "\n");
            RouterLink link = SshLink.connect(SshSettings.of(router.host(), "admin")
                    .withPort(router.port())
                    .withPassword(Secret.of("lab"))
                    .withAgent(false)
                    .withKnownHosts(known));
            Expected expected =
                    new Expected(MENUS, KnownRouters.in(dir.resolve("known")), stated.map(RouterosVersion::parse));
            try (RouterTarget target =
                    RouterTarget.open(() -> link, expected, UploadSlots.Way.FREE, RowRoom.UNLIMITED, notice -> {})) {
                target.prefetch(MENUS);
                RouterProbe probe = target.probe(RouterProbe.class);
                return new Met(
                        probe.facts().version(), probe.rows("/ip/address"), probe.rows("/container"), link.exchanges());
            }
        }
    }

    private Met meet(String version) throws Exception {
        return meet(version, Optional.empty(), c -> c);
    }

    private static void assertRight(Met met, String version) {
        assertThat(met.version()).isEqualTo(RouterosVersion.parse(version));
        assertThat(met.addresses()).extracting(r -> r.text("interface")).containsExactly("ether1");
        assertThat(met.containers()).isEmpty();
    }

    @Test
    void aRouterMetBeforeCostsOneExchangeAlsoWhereThereIsNoJson() throws Exception {
        for (String version : List.of("7.9.2", "7.20.8")) {
            assertThat(meet(version).exchanges()).isGreaterThan(1);
            Met again = meet(version);
            assertRight(again, version);
            assertThat(again.exchanges()).isEqualTo(1);
        }
    }

    @Test
    void aStatedVersionIsAsGood() throws Exception {
        Met met = meet("7.24", Optional.of("7.24"), c -> c);
        assertRight(met, "7.24");
        assertThat(met.exchanges()).isEqualTo(1);
    }

    @Test
    void aRouterThatWasUpgradedIsAskedAgainInItsNewWords() throws Exception {
        meet("7.12.2");
        Met upgraded = meet("7.20.8");
        assertRight(upgraded, "7.20.8");
        assertThat(upgraded.exchanges()).isEqualTo(2);
        assertThat(meet("7.20.8").exchanges()).isEqualTo(1);
        Met downgraded = meet("7.12.2"); // which has no :serialize, so the line does not parse
        assertRight(downgraded, "7.12.2");
        assertThat(downgraded.exchanges()).isEqualTo(3);
    }

    @Test
    void aWrongStatedVersionAndAMissingPackageCostExchangesAndNothingElse() throws Exception {
        Met met = meet(
                "7.20.8", Optional.of("7.24"), c -> c.withHardware(c.hardware().withoutContainerPackage()));
        assertRight(met, "7.20.8");
        assertThat(met.exchanges()).isEqualTo(3);
    }

    @Test
    void whatIsKeptOfARouterMayBeDamaged() throws Exception {
        meet("7.20.8");
        try (var files = Files.list(dir.resolve("known"))) {
            Files.writeString(files.findFirst().orElseThrow(), "7.20.8?\nfoo");
        }
        Met met = meet("7.20.8");
        assertRight(met, "7.20.8");
        assertThat(met.exchanges()).isEqualTo(2);
        assertThat(meet("7.20.8").exchanges()).isEqualTo(1);
    }
}
