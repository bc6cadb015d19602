package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.routeros.RouterFacts;
import mkrun.routeros.RouterosVersion;
import mkrun.target.BlockedException;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.testing.SchemaJudge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerTasksTest {
    private static final TestImage IMAGE = TestImage.of("one");

    private static ContainerSpec spec(String name, String address, String gateway, String disk) {
        return spec(
                name,
                address,
                gateway,
                disk,
                List.of(
                        new ContainerSpec.Mount("/data", "usb1/alp-rc/data", false),
                        new ContainerSpec.Mount("/etc/x", "/usb1/alp-rc/x/", false)));
    }

    private static ContainerSpec spec(
            String name, String address, String gateway, String disk, List<ContainerSpec.Mount> mounts) {
        Map<String, Object> env = new LinkedHashMap<>();
        env.put("TZ", "Europe/Berlin");
        env.put("TOKEN", Secret.of("s3cr3t"));
        return new ContainerSpec(
                name,
                "alp-rc",
                address,
                gateway,
                "containers",
                mounts,
                List.of(new ContainerSpec.Publish(2222, 22, "tcp"), new ContainerSpec.Publish(53, 53, "udp")),
                env,
                disk,
                true,
                true,
                List.of("9.9.9.9", "1.1.1.1"),
                "alp");
    }

    private static ContainerSpec spec() {
        return spec("alp-rc", "172.17.0.2/24", "", "");
    }

    /** What a run would do, line by line, digests shortened away; every command judged. */
    private static List<String> plan(ContainerSpec spec, SeenRouter router) throws TargetException {
        List<String> lines = new ArrayList<>();
        for (NamedOperation task : ContainerTasks.of(spec, IMAGE)) {
            if (!task.name().startsWith("image ")) {
                Planned.plan(task.operation(), router).changes().forEach(c -> lines.addAll(c.diff()));
            }
        }
        SchemaJudge judge = SchemaJudge.of(router.facts().version().toString());
        lines.stream().filter(l -> !l.startsWith("#")).forEach(judge::accept);
        return lines.stream()
                .map(l -> l.replaceAll("\\.[0-9a-f]{12}", ".DIGEST").replaceAll("\\d{4,} bytes", "N bytes"))
                .toList();
    }

    @Test
    void aFreshRouterOfTodayIsToldThis() throws Exception {
        assertThat(plan(spec(), new SeenRouter("7.24")))
                .containsExactly(
                        "/interface/bridge/add name=containers comment=mkrun:bridge/containers",
                        "/ip/address/add address=172.17.0.1/24 interface=containers comment=mkrun:address/172.17.0.1/24",
                        "/ip/firewall/nat/add chain=srcnat action=masquerade src-address=172.17.0.0/24"
                                + " comment=mkrun:masquerade/172.17.0.0/24",
                        "# upload alp-rc to usb1/mkrun/alp-rc.DIGEST.tar (N bytes)",
                        "/interface/veth/add name=veth-alp-rc address=172.17.0.2/24 gateway=172.17.0.1"
                                + " comment=mkrun:alp-rc/veth/veth-alp-rc",
                        "/interface/bridge/port/add interface=veth-alp-rc bridge=containers"
                                + " comment=mkrun:alp-rc/port/veth-alp-rc",
                        "/ip/firewall/nat/add chain=dstnat protocol=tcp dst-port=2222 action=dst-nat"
                                + " to-addresses=172.17.0.2 to-ports=22 comment=mkrun:alp-rc/publish/tcp/22",
                        "/ip/firewall/nat/add chain=dstnat protocol=udp dst-port=53 action=dst-nat"
                                + " to-addresses=172.17.0.2 to-ports=53 comment=mkrun:alp-rc/publish/udp/53",
                        "/container/add name=alp-rc interface=veth-alp-rc"
                                + " file=usb1/mkrun/alp-rc.DIGEST.tar root-dir=usb1/mkrun/alp-rc.DIGEST",
                        "# wait until alp-rc is imported (at most 300 s)",
                        ":do {/file/remove \"usb1/mkrun/alp-rc.DIGEST.tar\"} on-error={}",
                        "/container/envs/add list=alp-rc key=TZ value=Europe/Berlin comment=mkrun:alp-rc/env/TZ",
                        "/container/envs/add list=alp-rc key=TOKEN value=******** comment=mkrun:alp-rc/env/TOKEN",
                        "/container/mounts/add list=alp-rc-data dst=/data src=/usb1/alp-rc/data mode=rw"
                                + " comment=mkrun:alp-rc/mount/data",
                        "/container/mounts/add list=alp-rc-etc-x dst=/etc/x src=/usb1/alp-rc/x mode=rw"
                                + " comment=mkrun:alp-rc/mount/etc/x",
                        "/container/set [find where name=\"alp-rc\"] envlists=alp-rc"
                                + " mountlists=alp-rc-data,alp-rc-etc-x dns=9.9.9.9,1.1.1.1 hostname=alp logging=yes"
                                + " start-on-boot=yes",
                        "/container/start [find where name=\"alp-rc\"]",
                        "# wait until alp-rc runs (at most 120 s)");
    }

    @Test
    void anOldRouterIsToldTheSameInItsWords() throws Exception {
        List<String> lines = plan(spec(), new SeenRouter("7.9.2"));
        assertThat(lines)
                .contains("/container/envs/add name=alp-rc key=TZ value=Europe/Berlin comment=mkrun:alp-rc/env/TZ")
                .contains("/container/mounts/add name=alp-rc-data dst=/data src=/usb1/alp-rc/data"
                        + " comment=mkrun:alp-rc/mount/data")
                .contains("/container/add interface=veth-alp-rc file=usb1/mkrun/alp-rc.DIGEST.tar"
                        + " root-dir=usb1/mkrun/alp-rc.DIGEST")
                .contains("/container/set [find where interface=\"veth-alp-rc\"] envlist=alp-rc"
                        + " mounts=alp-rc-data,alp-rc-etc-x dns=9.9.9.9,1.1.1.1 hostname=alp logging=yes"
                        + " start-on-boot=yes")
                .contains("/container/start [find where interface=\"veth-alp-rc\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7.9.2", "7.10.2", "7.11.3", "7.12.2", "7.13.5", "7.14.3", "7.15.3", "7.16.2", "7.17.1", "7.18.2",
                "7.19.6", "7.20.8", "7.21.5", "7.22.3", "7.23.3", "7.24"
            })
    void everyVersionHasAllThatItIsTold(String version) throws Exception {
        assertThat(plan(spec(), new SeenRouter(version))).hasSize(18);
    }

    @Test
    void longNamesFitTheInterfaceAndStayApart() {
        ContainerNames one = new ContainerNames(spec("a-rather-long-name-one", "172.17.0.2/24", "", ""));
        ContainerNames two = new ContainerNames(spec("a-rather-long-name-two", "172.17.0.2/24", "", ""));
        assertThat(one.veth()).hasSize(15).isNotEqualTo(two.veth());
        assertThat(new ContainerNames(spec("exactly-15-char", "172.17.0.2/24", "", "")).veth())
                .isEqualTo("exactly-15-char");
    }

    @Test
    void whatCannotBeIsRefusedWhenThePlaybookIsLoaded() {
        assertThatThrownBy(() -> spec("alp-rc", "172.17.0.1/24", "", ""))
                .hasMessage("address 172.17.0.1/24 is that of the gateway, the router itself;"
                        + " give the container another");
        assertThatThrownBy(() -> spec("alp-rc", "172.17.0.2/24", "10.0.0.1", ""))
                .hasMessage("gateway 10.0.0.1 is not in the network of 172.17.0.2/24");
        assertThatThrownBy(() -> spec("alp-rc", "172.17.0.2", "", ""))
                .hasMessage("'172.17.0.2' is not an IPv4 address with prefix length, such as 172.17.0.2/24");
        assertThatThrownBy(() -> spec("alp-rc", "172.17.0.255/24", "", ""))
                .hasMessage("'172.17.0.255/24' is the network's own or its broadcast address");
        assertThatThrownBy(() -> spec("Alp RC", "172.17.0.2/24", "", ""))
                .hasMessageStartingWith("container name 'Alp RC'");
        assertThatThrownBy(() -> new ContainerSpec.Publish(0, 22, "tcp"))
                .hasMessage("publish 0 to 22: ports go from 1 to 65535");
        assertThatThrownBy(() -> new ContainerSpec.Mount("data", "usb1/x", false))
                .hasMessage("mount 'data': the path inside the container is absolute and not / itself");
    }

    private static RouterFacts facts(String version, String architecture, String board, String cpu) {
        return new RouterFacts(
                RouterosVersion.parse(version),
                architecture,
                board,
                cpu,
                "r1",
                Set.of("routeros", "container"),
                Optional.of(true),
                Set.of(),
                0,
                List.of(
                        new RouterFacts.Disk("usb1", "ext4", true, 8L << 30, 1L << 30),
                        new RouterFacts.Disk("sata1", "ext4", true, 8L << 30, 2L << 30),
                        new RouterFacts.Disk("usb2", "exfat", true, 64L << 30, 60L << 30),
                        new RouterFacts.Disk("nvme1", "ext4", false, 64L << 30, 60L << 30)),
                Optional.empty());
    }

    private static String blocked(ContainerSpec spec, RouterFacts facts) {
        SeenRouter router = new SeenRouter("7.24").facts(facts);
        try {
            return new ContainerReady(spec, ContainerTasks.built(IMAGE), Set.of()).inspect(router);
        } catch (BlockedException e) {
            return String.join(" | ", e.toDo());
        } catch (TargetException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theFittingDiskWithMostSpaceIsTakenAndTheOneAskedForBeforeIt() {
        assertThat(blocked(spec(), facts("7.24", "arm64", "RB5009", "ARM64"))).endsWith("runs containers, on sata1");
        assertThat(blocked(spec("a", "10.1.0.2/24", "", "usb1"), facts("7.24", "arm64", "RB5009", "ARM64")))
                .endsWith("runs containers, on usb1");
        assertThat(blocked(spec("a", "10.1.0.2/24", "", "nvme1"), facts("7.24", "arm64", "RB5009", "ARM64")))
                .isEqualTo("disk nvme1 is not mounted: wait until it is, or see /disk/print");
        assertThat(blocked(spec("a", "10.1.0.2/24", "", "usb7"), facts("7.24", "arm64", "RB5009", "ARM64")))
                .isEqualTo("there is no disk usb7 (there are: nvme1, sata1, usb1, usb2)");
    }

    /** Routers would make folders of their names in their own flash memory. */
    @Test
    void mountsAreOnDisksThatAreThere() {
        RouterFacts facts = facts("7.24", "arm64", "RB5009", "ARM64");
        ContainerSpec.Mount missing = new ContainerSpec.Mount("/data", "disk1/a/data", false);
        ContainerSpec.Mount waiting = new ContainerSpec.Mount("/log", "/nvme1/a", false);
        ContainerSpec.Mount folder = new ContainerSpec.Mount("/etc/a", "a/etc", true);

        assertThat(blocked(spec("a", "10.1.0.2/24", "", "", List.of(missing, waiting, folder)), facts))
                .isEqualTo("disk1/a/data: there is no disk disk1 (there are: nvme1, sata1, usb1, usb2)"
                        + " | /nvme1/a: disk nvme1 is not mounted: wait until it is, or see /disk/print");
    }

    @Test
    void boardsThatRunNoContainersAreToldApart() {
        assertThat(blocked(spec(), facts("7.24", "mipsbe", "hAP lite", "MIPS")))
                .contains("routers of architecture mipsbe run no containers");
        assertThat(blocked(spec(), facts("7.24", "arm", "hEX S", "ARM")))
                .contains("runs ARMv5 programs only (CPU EN7562CT)");
    }

    @Test
    void aVersionThatLosesContainersIsRefused() {
        assertThat(blocked(spec(), facts("7.22.1", "arm64", "RB5009", "ARM64")))
                .isEqualTo("RouterOS 7.22.1 loses its containers when it reboots: upgrade to 7.22.2 or newer");
    }
}
