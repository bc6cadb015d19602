package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Requests that change something. */
class WritePairsTest extends PairsOnRouter {
    @Test
    void pair32AddPrintsNothing() {
        router("7.23.3");
        silently(VETH);
    }

    @Test
    void pairs33To36ContainerCommandsPrintNothing() throws IOException {
        router("7.22.3");
        file("usb1/web.tar");
        silently(VETH);
        silently("/container/add file=usb1/web.tar interface=veth-web root-dir=usb1/web name=web");
        container("dns", ContainerStatus.STOPPED);
        silently("/container/start [find name=dns]");
        container("ntp", ContainerStatus.RUNNING);
        silently("/container/stop [find name=ntp]");
        container("old", ContainerStatus.STOPPED);
        silently("/container/remove [find name=old]");
    }

    @Test
    void pair37RemovingNothingIsNoError() {
        router("7.22.3");
        silently("/container/remove [find name=none]");
    }

    @Test
    void pair38SetPrintsNothing() {
        router("7.20.8");
        container("web", ContainerStatus.STOPPED);
        silently("/container/set [find name=web] comment=\"x\"");
        silently("/container/set [find name=web] comment=\"x\"");
        assertThat(sent(":put [/container/get [find name=web] comment]")).isEqualTo("x\r\n");
    }

    @Test
    void pair39FailuresAreCaughtAndTheLineGoesOn() {
        router("7.22.3");
        container("web", ContainerStatus.STOPPED);
        assertThat(sent(":do {/container/stop [find name=web]} on-error={}; :delay 10ms; :put done"))
                .isEqualTo("done\r\n");
    }

    @Test
    void pair40FilesAreRenamedSilently() throws IOException {
        router("7.22.3");
        file("usb1/a");
        silently("/file/set usb1/a name=usb1/b");
        assertThat(sent(":put [/file/get usb1/b size]")).isEqualTo("10\r\n");
    }

    @Test
    void pair47ParseShowsTheCommand() {
        router("7.23.3");
        assertThat(sent(":put [:parse \"/ip/address/print\"]")).isEqualTo("(evl /ip/address/print)\r\n");
    }

    @Test
    void pair41BackupsAreSaved() throws IOException {
        router("7.20.8");
        assertThat(sent("/system/backup/save name=pre dont-encrypt=yes")).isEqualTo("Configuration backup saved\r\n");
        assertThat(machine().files().locate("pre.backup").orElseThrow()).isNotEmptyFile();
        assertThat(lacking("policy", "/system/backup/save name=pre dont-encrypt=yes"))
                .isEqualTo("Failed to save system configuration backup\r\n");
    }

    @Test
    void pairs42And43ScriptsAreImportedOrOnlyRead() throws IOException {
        router("7.20.8");
        script("x.rsc", "/interface/bridge/add name=br1\n");
        assertThat(sent("/import file-name=x.rsc verbose=yes dry-run"))
                .isEqualTo(
                        "#line 1\r\n/interface/bridge/add name=br1\r\nNo syntax errors found in the import file\r\n");
        assertThat(sent("/import file-name=x.rsc")).isEqualTo("\r\nScript file loaded and executed successfully\r\n");
        assertThat(sent(":put [:len [/interface/bridge/find name=br1]]")).isEqualTo("1\r\n");
    }

    @Test
    void pair44SafeModeIsTakenAndProtectsNothing() {
        router("7.21.5");
        assertThat(sent("/safe-mode/take")).isEqualTo("Taking Safe Mode session... Success!\r\n");
        assertThat(sent("/safe-mode/take; :put [/safe-mode/get enabled]")).endsWith("\r\nfalse\r\n");
        router("7.17.1");
        assertThat(sent("/safe-mode/take")).isEqualTo("syntax error (line 1 column 11)\r\n");
    }

    @Test
    void pair46RebootsEndTheConnection() {
        router("7.20.8");
        assertThatThrownBy(() -> sent("/system/reboot")).isInstanceOf(FaultPlan.Cut.class);
    }
}
