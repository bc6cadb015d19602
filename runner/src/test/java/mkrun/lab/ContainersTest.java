package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainersTest extends OnPlayedContainers {
    @Test
    void aContainerLosesWhatItWasGivenFrom721On() throws IOException {
        Machine machine = ready(config("7.21.5"));
        run(machine, "/container/envs/add list=a key=K value=1");
        assertThat(run(machine, ADD + " name=web cmd=\"sleep 1\" envlists=a workdir=/srv comment=x"))
                .isEmpty();
        awaitCount(machine, "stopped", 1);
        assertThat(run(machine, "/container/unset web cmd; /container/unset [find comment=x] value-name=envlists"))
                .isEmpty();
        awaitCount(machine, "cmd=\"sleep 1\" or envlists=a", 0);
        awaitCount(machine, "name=web workdir=/srv comment=x", 1);
        for (String kept : List.of("interface", "root-dir", "file", "logging", "stop-time", "name", "envlist")) {
            assertThat(run(machine, "/container/unset web " + kept))
                    .isEqualTo("input does not match any value of value-name\r\n");
        }
        assertThat(run(machine, "/container/unset other cmd")).startsWith("no such item");
        assertThat(run(open(config("7.20.8")), "/container/unset web cmd"))
                .isEqualTo("bad command name unset (line 1 column 12)\r\n");
    }

    @Test
    void containerGoesThroughItsLifeByFlags() throws IOException {
        Machine machine = ready(config("7.20.8").withSpeeds(LabSpeeds.FAST.withExtract(Duration.ofSeconds(2))));
        assertThat(run(machine, ADD + " name=web")).isEmpty();
        assertThat(count(machine, "stopped")).isZero();
        assertThat(run(machine, "/container/start [find name=web]"))
                .isEqualTo("failure: cannot start, container is not stopped (/container/start; line 1)\r\n");
        awaitCount(machine, "stopped", 1);
        assertThat(run(machine, ":put [/container/get [find name=web] tag]")).isEqualTo("web:1.0\r\n");
        assertThat(run(machine, ":put [/container/get [find name=web] arch]")).isEqualTo("arm64\r\n");
        assertThat(run(machine, "/container/start [find name=web]")).isEmpty();
        awaitCount(machine, "running", 1);
        assertThat(run(machine, "/container/remove [find name=web]"))
                .isEqualTo("failure: cannot remove running container (/container/remove; line 1)\r\n");
        assertThat(run(machine, "/interface/veth/remove veth-web")).contains("in use by container");
        assertThat(run(machine, "/container/stop [find name=web]")).isEmpty();
        awaitCount(machine, "stopped", 1);
        assertThat(machine.files().root().resolve("usb1/web/bin/busybox")).exists();
        assertThat(run(machine, "/container/remove [find name=web]")).isEmpty();
        awaitCount(machine, "name=web", 0);
        await(() -> !Files.exists(machine.files().root().resolve("usb1/web")));
    }

    @Test
    void olderVersionsShowTheStatusAsText() throws IOException {
        Machine machine = ready(config("7.16.2"));
        assertThat(run(machine, ADD)).isEmpty();
        awaitCount(machine, "status=stopped", 1);
        run(machine, "/container/start [find root-dir=\"usb1/web\"]");
        awaitCount(machine, "status=running", 1);
        assertThat(run(machine, ":put [/container/get [find] running]"))
                .isEqualTo("input does not match any value of value-name\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.15.3", "7.19.6", "7.21.5", "7.24"})
    void everyVersionImportsAndRuns(String version) throws IOException {
        Machine machine = ready(config(version));
        assertThat(run(machine, ADD)).isEmpty();
        String stopped = version.startsWith("7.2") ? "stopped" : "status=stopped";
        awaitCount(machine, stopped, 1);
        assertThat(run(machine, "/container/start [find]")).isEmpty();
        awaitCount(machine, stopped.replace("stopped", "running"), 1);
    }

    @Test
    void refusedImagesLeaveTheirReasonInLogAndComment() throws IOException {
        Machine machine = ready(config("7.20.8"));
        new TestImage().architecture("amd64").to(machine.files().root().resolve("usb1/web.tar"));
        run(machine, ADD + " name=web comment=mine");
        await(() ->
                run(machine, ":put [/container/get [find name=web] comment]").startsWith("download/extract error"));
        assertThat(count(machine, "stopped")).isZero();
        assertThat(run(machine, "/log/print")).contains("image is for amd64, not for arm64");
        assertThat(machine.files().root().resolve("usb1/web")).doesNotExist();
        assertThat(run(machine, "/container/remove [find name=web]")).isEmpty();
        awaitCount(machine, "name=web", 0);
    }

    @Test
    void programThatIsNotThereStopsTheContainer() throws IOException {
        Machine machine = ready(config("7.20.8"));
        imported(machine, " cmd=/bin/none");
        run(machine, "/container/start web");
        await(() -> run(machine, "/log/print").contains("execvpe /bin/none: No such file or directory"));
        awaitCount(machine, "stopped", 1);
        assertThat(run(machine, ":put [/container/get web comment]"))
                .isEqualTo("exited with status 255: execvpe /bin/none: No such file or directory\r\n");
    }

    @Test
    void containersNeedDeviceMode() throws IOException {
        Machine machine = ready(config("7.20.8").withHardware(LabHardware.READY.withoutDeviceMode()));
        assertThat(run(machine, ADD)).isEqualTo("failure: not allowed by device-mode (/container/add; line 1)\r\n");
        assertThat(run(machine, ":put [/system/device-mode/get container]")).isEqualTo("false\r\n");
    }

    @Test
    void withoutThePackageTheMenuIsNotThere() throws IOException {
        Machine machine = open(config("7.20.8").withHardware(LabHardware.READY.withoutContainerPackage()));
        assertThat(run(machine, "/container/print")).isEqualTo("syntax error (line 1 column 11)\r\n");
    }

    @Test
    void rootDirsMayNotOverlap() throws IOException {
        Machine machine = ready(config("7.23.3"));
        run(machine, "/interface/veth/add name=veth2 address=172.17.0.3/24 gateway=172.17.0.1");
        assertThat(run(machine, ADD + " name=web")).isEmpty();
        assertThat(run(machine, "/container/add file=usb1/web.tar interface=veth2 root-dir=/usb1/web/sub name=b"))
                .startsWith("failure: root-dir overlap with /usb1/web");
        Files.createDirectories(machine.files().root().resolve("usb1/there"));
        assertThat(run(machine, "/container/add file=usb1/web.tar interface=veth2 root-dir=usb1/there name=b"))
                .startsWith("failure: root-dir overlap with /usb1/there");
        awaitCount(machine, "stopped", 1);
    }

    @Test
    void vethsServeOneContainer() throws IOException {
        Machine machine = ready(config("7.20.8"));
        run(machine, ADD + " name=web");
        assertThat(run(machine, "/container/add file=usb1/web.tar interface=veth-web root-dir=usb1/b name=b"))
                .isEqualTo("input does not match any value of interface\r\n");
        awaitCount(machine, "stopped", 1);
    }

    @Test
    void imageWithoutFileIsRefused() throws IOException {
        Machine machine = ready(config("7.22.3"));
        assertThat(run(machine, "/container/add interface=veth-web root-dir=usb1/web"))
                .isEqualTo("failure: No file or remote-image (/container/add; line 1)\r\n");
    }

    @Test
    void importInterruptedByAPowerCutIsDoneAgain() throws IOException {
        LabConfig slow = config("7.20.8").withSpeeds(LabSpeeds.FAST.withExtract(Duration.ofMinutes(5)));
        Machine before = ready(slow);
        run(before, ADD + " name=web");
        before.close();
        Machine after = open(config("7.20.8"));
        awaitCount(after, "stopped", 1);
        assertThat(run(after, ":put [/container/get web tag]")).isEqualTo("web:1.0\r\n");
    }

    @Test
    void startOnBootStartsRightAfterTheImportOnNewVersions() throws IOException {
        Machine machine = ready(config("7.23.3"));
        run(machine, ADD + " name=web start-on-boot=yes");
        awaitCount(machine, "running", 1);
    }

    @Test
    void restartStartsOnlyWhatStartsOnBoot() throws IOException {
        Machine machine = ready(config("7.20.8"));
        imported(machine, " start-on-boot=yes");
        run(machine, "/interface/veth/add name=veth2 address=172.17.0.3/24 gateway=172.17.0.1");
        run(machine, "/container/add file=usb1/web.tar interface=veth2 root-dir=usb1/b name=b");
        awaitCount(machine, "stopped", 2);
        run(machine, "/container/start [find]");
        awaitCount(machine, "running", 2);
        assertThatThrownBy(() -> run(machine, "/system/reboot")).isInstanceOf(FaultPlan.Cut.class);
        machine.close();
        Machine again = closing(Machine.open(machine.config(), machine.boot().again(List.of())));
        awaitCount(again, "running", 1);
        assertThat(count(again, "stopped and name=b")).isEqualTo(1);
    }

    @Test
    void mountSourcesAreMadeFromTheImage() throws IOException {
        Machine machine = ready(config("7.20.8"));
        run(machine, "/container/mounts/add name=data src=/usb1/data dst=/data");
        running(machine, " mounts=data");
        assertThat(machine.files().root().resolve("usb1/data/first")).hasContent("from the image");
    }

    @Test
    void nothingRunsInContainers() throws IOException {
        Machine machine = ready(config("7.20.8"));
        imported(machine, "");
        assertThat(run(machine, "/container/shell web cmd=ls")).startsWith("failure: container is not running");
        run(machine, "/container/start web");
        awaitCount(machine, "running", 1);
        assertThat(run(machine, "/container/shell web cmd=ls")).contains("emulated by mkrun");
    }

    @Test
    void aContainerThatEndsIsStartedAgainByItsPolicy() throws IOException {
        Machine machine = ready(config("7.23.3").withFaults(LabFaults.ill(LabFaults.Illness.EXITS)));
        imported(machine, " comment=mine restart-policy=on-failure restart-interval=1s");
        run(machine, "/container/start web");
        awaitCount(machine, "stopped and comment=\"exited with status 1\"", 1);
        awaitCount(machine, "running and comment=mine", 1);
    }

    @Test
    void oneThatWaitsToBeStartedAgainDoesSoAfterAPowerCutToo() throws IOException {
        LabConfig config = config("7.20.8").withFaults(LabFaults.ill(LabFaults.Illness.EXITS));
        Machine before = ready(config);
        imported(before, " auto-restart-interval=1s");
        run(before, "/container/start web");
        awaitCount(before, "comment=\"exited with status 1\"", 1);
        before.close();
        Machine after = open(config("7.20.8"));
        awaitCount(after, "running", 1);
    }

    @Test
    void withoutAPolicyItStaysDown() throws IOException {
        Machine machine = ready(config("7.23.3").withFaults(LabFaults.ill(LabFaults.Illness.EXITS)));
        imported(machine, " restart-interval=1s");
        run(machine, "/container/start web");
        awaitCount(machine, "comment=\"exited with status 1\"", 1);
        assertThat(ContainerRestarts.due(
                        machine.state().table("/container").rows().get(0)))
                .isFalse();
    }
}
