package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mkrun.lab.runc.Account;
import mkrun.lab.runc.ContainerExit;
import mkrun.lab.runc.ContainerSpec;
import mkrun.lab.runc.RouterNetwork;
import mkrun.lab.runc.RuncContainer;
import mkrun.routeros.RouterosVersion;
import mkrun.testing.Commands;
import mkrun.testing.Needs;
import mkrun.testing.Vt100;
import org.junit.jupiter.api.Test;

/** Containers that run: images of real Alpine packages under runc. */
class RealContainersTest extends OnRealContainers {
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
    void environmentHostsAndMountOfItsOwnReachAContainer() throws Exception {
        start("7.23.3");
        assertThat(run("/container/envs/add list=e key=LISTED value=\"one, two\""))
                .isEmpty();
        Files.createDirectories(router.files().resolve("usb1/own"));
        Files.writeString(router.files().resolve("usb1/own/note"), "from the router\n");
        serve(" entrypoint=/bin/sleep cmd=1000 stop-time=1s envlists=e env=\"TZ=Europe/Riga,GREETED=all=of you\""
                + " hosts=\"nas.lan=192.168.88.2,six.lan=2001:db8::1\" mount=\"src=usb1/own,dst=/mnt/own\""
                + " tmpfs=\"1M@/mnt/fast\"");
        assertThat(run("/container/shell web cmd=\"echo $LISTED/$TZ/$GREETED\"".replace("$", "\\$")))
                .isEqualTo("one, two/Europe/Riga/all=of you\r\n");
        assertThat(run("/container/shell web cmd=\"getent hosts nas.lan; getent ahostsv6 six.lan | head -n 1\""))
                .startsWith("192.168.88.2")
                .contains("2001:db8::1");
        assertThat(run("/container/shell web cmd=\"cat /mnt/own/note; echo back >/mnt/own/answer\""))
                .isEqualTo("from the router\r\n");
        assertThat(router.files().resolve("usb1/own/answer")).hasContent("back");
        assertThat(run("/container/shell web cmd=\"df -k /mnt/fast | tail -n 1\""))
                .startsWith("tmpfs ")
                .contains(" 1024 ");
    }

    @Test
    void aShellOnATerminalIsAShell() throws Exception {
        start("7.20.8");
        serve(" entrypoint=/bin/sleep cmd=1000");
        Vt100 terminal = new Vt100("/ # ", "stty size; echo tty=$(tty); exit\r");
        link.interact("/container/shell web; /quit", terminal);
        // one \r more where the shell has seen its terminal before runc set it up
        assertThat(terminal.text().replaceAll("\r+", "\r"))
                .contains("24 80\r\n")
                .contains("tty=/dev/pts/0\r\n");
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
