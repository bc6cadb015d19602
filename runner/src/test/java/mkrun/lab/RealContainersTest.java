package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import mkrun.image.Architecture;
import mkrun.lab.runc.Account;
import mkrun.lab.runc.ContainerExit;
import mkrun.lab.runc.ContainerSpec;
import mkrun.lab.runc.RouterNetwork;
import mkrun.lab.runc.RouterPort;
import mkrun.lab.runc.RuncContainer;
import mkrun.op.rootfs.FilePresent;
import mkrun.op.rootfs.PackagesInstalled;
import mkrun.routeros.RouterosVersion;
import mkrun.target.Content;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.target.routeros.TerminalLink;
import mkrun.target.ssh.SshLink;
import mkrun.target.ssh.SshSettings;
import mkrun.testing.Commands;
import mkrun.testing.Needs;
import mkrun.testing.RealImages;
import mkrun.testing.RootOnDisk;
import mkrun.testing.Vt100;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Containers that run: images of real Alpine packages under runc, in the network that the router's configuration makes. */
@Timeout(60)
class RealContainersTest {
    private static final String NETWORK = "/interface/bridge/add name=containers;"
            + " /ip/address/add address=172.17.0.1/24 interface=containers;"
            + " /interface/veth/add name=veth-web address=172.17.0.2/24 gateway=172.17.0.1;"
            + " /interface/bridge/port/add bridge=containers interface=veth-web";
    private static final String PUBLISH = "/ip/firewall/nat/add chain=dstnat protocol=tcp dst-port=8080 action=dst-nat"
            + " to-addresses=172.17.0.2 to-ports=80";
    private static final String SERVE =
            "#!/bin/sh\nread request\nprintf 'HTTP/1.0 200 OK\\r\\n\\r\\nhello %s' \"$GREETED\"\n";
    /** Hears one datagram after the other, each with a socket of its own. */
    private static final String HEAR = "#!/bin/sh\nwhile :; do nc -u -l -p 80 -e /heard; done\n";

    private static final String HEARD = "#!/bin/sh\nprintf 'heard %s' \"$(dd bs=512 count=1 2>/dev/null)\"\n";
    private static final String FAILS = "#!/bin/sh\ndate >>/count\nexit 3\n";
    private static final String SERVER = " entrypoint=/usr/bin/nc cmd=\"-lk -p 80 -e /serve\"";

    @TempDir
    static Path images;

    private static Path image;

    @TempDir
    Path dir;

    private LabRouter router;
    private TerminalLink link;

    @BeforeAll
    static void build() throws Exception {
        Needs.root();
        for (String tool : List.of("runc", "ip", "nsenter", "unshare", "script")) {
            Needs.tool(tool);
        }
        image = images.resolve("web.tar");
        Files.write(
                image,
                RealImages.resolve(
                                RealImages.definition(
                                        "web",
                                        new PackagesInstalled(List.of("alpine-base")),
                                        new FilePresent("/serve", Content.text(SERVE), 0755, "root", "root"),
                                        new FilePresent("/hear", Content.text(HEAR), 0755, "root", "root"),
                                        new FilePresent("/heard", Content.text(HEARD), 0755, "root", "root"),
                                        new FilePresent("/fails", Content.text(FAILS), 0755, "root", "root"),
                                        new FilePresent("/secret", Content.text("mine\n"), 0600, "root", "root")),
                                Architecture.AMD64,
                                images)
                        .archive()
                        .bytes());
    }

    @AfterEach
    void close() {
        if (router != null) {
            link.close();
            router.close();
            RootOnDisk.delete(dir.resolve("r1"));
        }
    }

    private void start(String version) throws Exception {
        router = LabRouter.start(LabConfig.of("r1", RouterosVersion.parse(version), "x86_64", dir.resolve("r1"))
                .withLogin("admin", "lab")
                .withSpeeds(LabSpeeds.FAST)
                .withContainers(LabContainers.RUNC));
        Files.copy(image, router.files().resolve("usb1/web.tar"), StandardCopyOption.REPLACE_EXISTING);
        link = SshLink.connect(SshSettings.of(router.host(), "admin")
                .withPort(router.port())
                .withPassword(Secret.of("lab"))
                .withAgent(false)
                .withKnownHosts(Files.writeString(dir.resolve("known"), router.knownHostsLine() + "\n")));
    }

    private String run(String line) {
        try {
            return link.exec(line);
        } catch (TargetException e) {
            throw new AssertionError(line, e);
        }
    }

    private int count(String where) {
        return Integer.parseInt(
                run("/container/print count-only where " + where).strip());
    }

    private void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(() -> "in time; " + run("/container/print") + run("/log/print"))
                    .isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private void serve(String more) {
        assertThat(run(NETWORK)).isEmpty();
        imported(more);
        run("/container/start web");
        await(() -> count("running") == 1);
    }

    private void imported(String more) {
        assertThat(run("/container/add file=usb1/web.tar interface=veth-web root-dir=usb1/web name=web logging=yes"
                        + more))
                .isEmpty();
        await(() -> count("stopped") == 1);
    }

    /** What answers on a port of the router; empty if nothing does. */
    private String get(int port) {
        int local = router.publishedPorts().stream()
                .filter(p -> p.port().number() == port)
                .findFirst()
                .orElseThrow()
                .local();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), local)) {
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void aServiceIsReachedByThePublishedPortAsLongAsTheRouterLeadsThere() throws Exception {
        start("7.23.3");
        assertThat(run("/container/envs/add list=e key=GREETED value=world")).isEmpty();
        serve(SERVER + " envlists=e stop-time=1s");
        assertThat(router.publishedPorts()).isEmpty();
        run(PUBLISH);
        List<PublishedPort> told = new ArrayList<>();
        router.onPublished(told::add);
        assertThat(told).isEqualTo(router.publishedPorts()).hasSize(1);
        assertThat(told.get(0).toString()).endsWith(" -> 172.17.0.2:80 (dst-nat of port 8080)");
        await(() -> get(8080).endsWith("hello world"));

        run("/ip/firewall/filter/add chain=forward action=drop in-interface=ether1 connection-nat-state=!dstnat");
        assertThat(get(8080)).endsWith("hello world");
        run("/ip/firewall/filter/add chain=forward action=drop in-interface=ether1 protocol=tcp dst-port=80");
        assertThat(get(8080)).isEmpty();
        run("/ip/firewall/filter/remove [find]");
        assertThat(get(8080)).endsWith("hello world");

        run("/ip/address/disable [find interface=containers]");
        assertThat(get(8080)).isEmpty();
        run("/ip/address/enable [find interface=containers]");
        assertThat(get(8080)).endsWith("hello world");
        run("/interface/bridge/port/remove [find interface=veth-web]");
        assertThat(get(8080)).isEmpty();
        run("/interface/bridge/port/add bridge=containers interface=veth-web");
        assertThat(get(8080)).endsWith("hello world");

        run("/interface/bridge/set containers vlan-filtering=yes");
        assertThat(get(8080)).endsWith("hello world");
        run("/interface/bridge/port/set [find interface=veth-web] pvid=20");
        assertThat(get(8080)).isEmpty();
        run("/interface/bridge/set containers vlan-filtering=no");
        assertThat(get(8080)).endsWith("hello world");

        run("/ip/firewall/nat/remove [find]");
        assertThat(router.publishedPorts()).isEmpty();
    }

    @Test
    void aServiceOfUdpAnswersEachWhoAsksAsLongAsTheRouterLeadsThere() throws Exception {
        start("7.23.3");
        serve(" entrypoint=/hear stop-time=1s");
        run(PUBLISH.replace("tcp", "udp") + "; " + PUBLISH);
        assertThat(router.publishedPorts().stream().map(PublishedPort::toString))
                .satisfiesExactly(
                        tcp -> assertThat(tcp).endsWith(" -> 172.17.0.2:80 (dst-nat of port 8080)"),
                        udp -> assertThat(udp).endsWith(" -> 172.17.0.2:80 (dst-nat of UDP port 8080)"));
        try (DatagramSocket one = new DatagramSocket();
                DatagramSocket other = new DatagramSocket()) {
            await(() -> ask(one, "me").equals("heard me"));
            await(() -> ask(other, "me, too").equals("heard me, too"));
            await(() -> ask(one, "again").equals("heard again"));
        }

        run("/ip/firewall/filter/add chain=forward action=drop in-interface=ether1 protocol=tcp");
        await(() -> asked("after tcp").equals("heard after tcp"));
        run("/ip/firewall/filter/add chain=forward action=drop in-interface=ether1 protocol=17 dst-port=80");
        assertThat(asked("in vain")).isEmpty();
        run("/ip/firewall/filter/remove [find]");
        await(() -> asked("at last").equals("heard at last"));
        run("/ip/firewall/nat/remove [find protocol=udp]");
        assertThat(router.publishedPorts()).hasSize(1);
    }

    private String asked(String text) {
        try (DatagramSocket socket = new DatagramSocket()) {
            return ask(socket, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What the UDP port that is published answers; empty if nothing comes. */
    private String ask(DatagramSocket socket, String text) {
        int local = router.publishedPorts().stream()
                .filter(port -> port.port().protocol() == RouterPort.Protocol.UDP)
                .findFirst()
                .orElseThrow()
                .local();
        byte[] question = text.getBytes(StandardCharsets.US_ASCII);
        DatagramPacket answer = new DatagramPacket(new byte[1000], 1000);
        try {
            socket.setSoTimeout(300);
            socket.send(new DatagramPacket(question, question.length, InetAddress.getLoopbackAddress(), local));
            socket.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void aCommandRunsInAContainerAndItsOutputIsTheAnswer() throws Exception {
        start("7.23.3");
        serve(" entrypoint=/bin/sleep cmd=1000 stop-time=1s hostname=inside");
        assertThat(run("/container/shell web cmd=\"echo hi\"")).isEqualTo("hi\r\n");
        assertThat(run("/container/shell web cmd=\"hostname; echo no >&2; exit 3\""))
                .isEqualTo("inside\r\nno\r\n");
        assertThat(run("/container/shell web cmd=\"stat -c %a:%U /secret; cat /secret\""))
                .isEqualTo("600:root\r\nmine\r\n");
        assertThat(run("/container/shell web cmd=\"cat /secret\" user=nobody")).contains("Permission denied");
        assertThat(run("/container/shell web cmd=\"id -un\" user=nobody")).isEqualTo("nobody\r\n");
        assertThat(run("/container/shell web cmd=\"echo a;b\" no-sh")).isEqualTo("a;b\r\n");
        assertThat(run("/container/shell web cmd=pwd workdir=/tmp")).isEqualTo("/tmp\r\n");
        assertThat(run("/container/shell web cmd=\"ip -o -4 addr show veth-web\""))
                .contains("172.17.0.2/24");
        assertThat(run("/container/shell web cmd=\"cat /etc/resolv.conf\"")).isEqualTo("nameserver 192.0.2.53\r\n");
        assertThat(run("/container/shell web cmd=\"sleep 100\" timeout=1s")).startsWith("failure: timeout");
        assertThat(run("/container/shell web cmd=id user=no-such")).startsWith("failure: could not find user");
        assertThat(run("/container/shell web")).startsWith("failure: interactive shell needs a terminal");
        assertThat(run("/container/shell web cmd=id as-value")).startsWith("failure: not supported");
    }

    @Test
    void aShellOnATerminalIsAShell() throws Exception {
        start("7.20.8");
        serve(" entrypoint=/bin/sleep cmd=1000");
        Vt100 terminal = new Vt100("/ # ", "stty size; echo tty=$(tty); exit\r");
        link.interact("/container/shell web; /quit", terminal);
        assertThat(terminal.text()).contains("24 80\r\n").contains("tty=/dev/pts/0\r\n");
    }

    @Test
    void aContainerThatFailsIsStartedAgainAsOftenAsItMay() throws Exception {
        start("7.23.3");
        assertThat(run(NETWORK)).isEmpty();
        imported(" entrypoint=/fails restart-policy=on-failure restart-interval=1s" + " restart-max-count=1");
        run("/container/start web");
        await(() -> run("/log/print count-only where message~\"exited with status 3\"")
                .strip()
                .equals("2"));
        assertThat(count("stopped and comment=\"exited with status 3\"")).isEqualTo(1);
        assertThat(router.files().resolve("usb1/web/count")).content().hasLineCount(2);
    }

    @Test
    void aCommandThatEndsWellIsStartedAgainByTheIntervalOfOlderVersions() throws Exception {
        start("7.20.8");
        assertThat(run(NETWORK)).isEmpty();
        imported(" entrypoint=/bin/echo cmd=seen auto-restart-interval=1s");
        run("/container/start web");
        await(() ->
                run("/log/print count-only where message~\": seen\"").strip().equals("2"));
        assertThat(count("comment~\"exited\"")).isZero();
    }

    @Test
    void healthIsAskedInTheContainer() throws Exception {
        start("7.23.3");
        assertThat(run("/tool/netwatch/add host=172.17.0.2 type=http-get port=80 interval=1s"))
                .isEmpty();
        assertThat(run("/tool/netwatch/add host=172.17.0.2 type=tcp-conn port=81 interval=1s"))
                .isEmpty();
        assertThat(run(NETWORK)).isEmpty();
        imported(
                SERVER
                        + " healthcheck-cmd=\"echo checked; test ! -e /ill\" healthcheck-interval=1s healthcheck-retries=1 stop-time=1s");
        run("/container/start web");
        await(() -> count("starting-with-healthcheck or healthy") == 1);
        await(() -> count("healthy") == 1);
        assertThat(run(":put [/container/get web healthcheck-status]")).isEqualTo("good, output: checked\r\n");
        await(() -> watched("port=80 and status=up") == 1 && watched("port=81 and status=down") == 1);
        run("/container/shell web cmd=\"touch /ill\"");
        await(() -> count("unhealthy") == 1);
        assertThat(run(":put [/container/get web healthcheck-status]")).isEqualTo("bad, output: checked\r\n");
        run("/container/stop web");
        await(() -> watched("port=80 and status=down") == 1);
    }

    private int watched(String where) {
        return Integer.parseInt(
                run("/tool/netwatch/print count-only where " + where).strip());
    }

    @Test
    void aRouterThatIsSwitchedOffEndsItsContainersAndStartsThemWhenItIsOn() throws Exception {
        start("7.16.2");
        assertThat(run(NETWORK)).isEmpty();
        assertThat(run("/container/mounts/add name=data src=/usb1/data dst=/etc/apk"))
                .isEmpty();
        assertThat(run("/container/add file=usb1/web.tar interface=veth-web root-dir=usb1/web logging=yes mounts=data"
                        + SERVER))
                .isEmpty();
        run(PUBLISH);
        await(() -> count("status=stopped") == 1);
        run("/container/start [find]");
        await(() -> get(8080).endsWith("hello "));
        assertThat(router.files().resolve("usb1/data/world")).isRegularFile();
        link.close();
        router.close();
        assertThat(list(Needs.tool("runc").toString())).doesNotContain(RuncContainers.prefix(dir.resolve("r1")));
        start("7.16.2");
        await(() -> get(8080).endsWith("hello "));
    }

    @Test
    void whatAKilledLabLeftRunningIsEndedByTheNextOne() throws Exception {
        String runc = Needs.tool("runc").toString();
        start("7.23.3");
        assertThat(run(NETWORK)).isEmpty();
        imported(SERVER + " stop-time=1s");
        CountDownLatch begun = new CountDownLatch(1);
        String left = RuncContainers.prefix(dir.resolve("r1")) + "FF";
        try (RouterNetwork network = RouterNetwork.open("192.0.2.2")) {
            RuncContainer.start(left, sleeping(), network, dir.resolve("left"), new RuncContainer.Listener() {
                @Override
                public void begun() {
                    begun.countDown();
                }

                @Override
                public void printed(String line) {}

                @Override
                public void ended(ContainerExit exit) {}
            });
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            run("/container/start web");
            await(() -> count("running") == 1);
            assertThat(list(runc)).doesNotContain(left).contains(RuncContainers.prefix(dir.resolve("r1")));
        }
    }

    private ContainerSpec sleeping() {
        ContainerSpec.Program program =
                new ContainerSpec.Program(List.of("/bin/sleep", "1000"), List.of(), "/", Account.ROOT);
        return new ContainerSpec(router.files().resolve("usb1/web"), program, "left", List.of(), List.of(), 0);
    }

    private String list(String runc) {
        try {
            return Commands.output(dir, runc, "list", "--quiet");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void containersOfAnotherArchitectureDoNotRunHere() {
        LabConfig config = LabConfig.of("r1", RouterosVersion.parse("7.23.3"), "arm64", dir.resolve("r1"))
                .withContainers(LabContainers.RUNC);
        assertThatThrownBy(() -> LabRouter.start(config))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("its containers are for arm64 and cannot run on this machine, which is x86_64");
        assertThat(dir.resolve("r1")).doesNotExist();
    }
}
