package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that read. */
class ReadPairsTest extends PairsOnRouter {
    @Test
    void pair1IdentityIsPrintedWithABlankLineBehind() {
        router("7.23.3");
        silently("/system/identity/set name=CHR");
        assertThat(sent("/system/identity/print")).isEqualTo("  name: CHR\r\n\r\n");
    }

    @Test
    void pairs2And5ValuesOfSingleMenusArePutAsTheyAre() {
        router("7.12.2");
        silently("/system/identity/set name=CHR");
        assertThat(sent(":put [/system/identity/get name]")).isEqualTo("CHR\r\n");
        assertThat(sent(":put [/system/resource/get version]")).isEqualTo("7.12.2 (stable)\r\n");
    }

    @Test
    void pair3ResourcesAreAlignedAndPadded() {
        router("7.12.2", "x86_64", LabHardware.READY);
        String[] lines = sent("/system/resource/print").split("\r\n", -1);
        assertThat(lines[0]).matches(" {19}uptime: \\S+ +");
        assertThat(lines[1]).matches(" {18}version: 7\\.12\\.2 \\(stable\\) +");
        assertThat(lines).anyMatch(l -> l.matches(" {8}architecture-name: x86_64 +"));
        assertThat(lines).anyMatch(l -> l.matches(" {13}total-memory: \\d+\\.\\dMiB +"));
        assertThat(lines).anyMatch(l -> l.matches(" {12}cpu-frequency: \\d+MHz +"));
        assertThat(lines).anyMatch(l -> l.matches(" {17}cpu-load: \\d+% +"));
        assertThat(Arrays.stream(lines).filter(l -> !l.isEmpty()).map(String::length))
                .as("every line is padded to the same length")
                .containsOnly(lines[0].length());
        assertThat(lines[lines.length - 2]).isEmpty();
    }

    @Test
    void pair4ArchitecturesAreThoseOfRouterOs() {
        for (String architecture : new String[] {"x86_64", "arm64", "arm"}) {
            router("7.20.8", architecture, LabHardware.READY);
            assertThat(sent(":put [/system/resource/get architecture-name]")).isEqualTo(architecture + "\r\n");
        }
    }

    @Test
    void pair6BareGetPrintsNothing() {
        router("7.21.5");
        silently("/system/identity/get name");
    }

    @Test
    void pairs7To9CountsAndLengthsAreNumbersOnALine() {
        router("7.22.3");
        assertThat(sent("/interface/bridge/print count-only where name=nope")).isEqualTo("0\r\n");
        container("web", ContainerStatus.STOPPED);
        assertThat(sent("/container/print count-only where name=web")).isEqualTo("1\r\n");
        assertThat(sent(":put [:len [/container/find where name=\"none\"]]")).isEqualTo("0\r\n");
    }

    @Test
    void pair10FoundIdsArePutOnALine() {
        router("7.22.3");
        assertThat(sent(":put [/container/find where name=\"web\"]")).isEqualTo("\r\n");
        container("web", ContainerStatus.STOPPED);
        assertThat(sent(":put [/container/find where name=\"web\"]")).isEqualTo("*1\r\n");
    }

    @Test
    void pair11KeyedArraysBecomeObjects() {
        router("7.21.5");
        assertThat(sent(":put [:serialize to=json value={\"a\"=1;\"b\"=2}]")).isEqualTo("{\"a\":1,\"b\":2}\r\n");
    }

    @Test
    void pairs12And13TextsThatLookLikeNumbersAreChangedUnlessToldNotTo() {
        router("7.21.5");
        assertThat(sent(":put [:serialize to=json value=\"123\"]")).isEqualTo("123.000000\r\n");
        assertThat(sent(":put [:serialize to=json value=\"123\" options=json.no-string-conversion]"))
                .isEqualTo("\"123\"\r\n");
    }

    @Test
    void pair14TimesBecomeTexts() {
        router("7.21.5");
        assertThat(sent(":put [:serialize to=json value=1h30m15s]")).isEqualTo("\"01:30:15\"\r\n");
    }

    @Test
    void pair15NoRowsAreAnEmptyList() {
        router("7.21.5");
        assertThat(sent(":put [:serialize to=json [/container/print as-value]]"))
                .isEqualTo("[]\r\n");
    }

    @Test
    void pair16ObjectsHaveSortedKeysAndOnlyTrueFlags() {
        router("7.20.8");
        container("web", ContainerStatus.STOPPED);
        assertThat(sent(":put [:serialize to=json [/container/print as-value]]"))
                .startsWith("[{\".id\":\"*1\",\"cmd\":\"\",")
                .contains("\"root-dir\":\"/usb1/web\",\"stopped\":true")
                .doesNotContain("\"running\"")
                .endsWith("}]\r\n");
    }

    @Test
    void pair17SerializeIsUnknownBefore713() {
        router("7.12.2");
        assertThat(sent(":put [:serialize to=json [/container/print as-value]]"))
                .isEqualTo("bad command name serialize (line 1 column 8)\r\n");
    }

    @Test
    void pair18AsValueIsOneLineWithIdsFirst() {
        router("7.20.8");
        assertThat(sent(":put [/interface/print as-value]"))
                .startsWith(".id=*1;actual-mtu=1500;default-name=ether1;disabled=false;")
                .contains(";name=ether1;running=true;")
                .contains(";.id=*2;")
                .endsWith("\r\n")
                .hasLineCount(1);
    }

    @Test
    void pair19TerseLinesHaveFlagsAndUnquotedValues() {
        router("7.20.8");
        assertThat(sent("/interface/print terse"))
                .startsWith(" 0  R  name=ether1 default-name=ether1 type=ether mtu=1500 ");
    }

    @Test
    void pair20TerseContainersShowTheirFlag() {
        router("7.22.3");
        container("web", ContainerStatus.RUNNING);
        assertThat(sent("/container/print terse")).matches("(?s)\\s*\\d+\\s+R\\s.*name=web.*\r\n");
    }

    @Test
    void pair21ContainerDetailsExplainAllFlags() {
        router("7.22.3");
        container("cloudflared:latest", ContainerStatus.RUNNING);
        assertThat(sent("/container/print detail"))
                .startsWith("Flags: S - STOPPED, N - STARTING, R - RUNNING, T - STOPPING,"
                        + " E - DOWNLOADING/EXTRACTING, D - DELETING, F - DOWNLOAD/EXTRACT FAILED,"
                        + " C - STARTING-WITH-HEALTHCHECK, H - HEALTHY, U - UNHEALTHY \r\n"
                        + " 0 R file=\"\" remote-image=\"\" name=\"cloudflared:latest\"");
    }

    @Test
    void pair22ContainersPrintAsTableFrom721On() {
        router("7.21.5");
        container("web", ContainerStatus.STOPPED);
        container("dns", ContainerStatus.RUNNING);
        assertThat(sent("/container/print"))
                .startsWith("Flags: S - STOPPED, R - RUNNING\r\nColumns: NAME, ROOT-DIR, INTERFACE, MEMORY-CURRENT,"
                        + " CPU-USAGE, CONTAINER-SIZE, DATA-SIZE, TAG\r\n#   NAME  ROOT-DIR ")
                .contains("\r\n0 S web   /usb1/web  veth-web ");
    }

    @Test
    void pair24AddressesPrintAsTableWithTheFlagsThatOccur() {
        router("7.20.8");
        silently("/ip/address/add address=100.100.0.106/32 interface=ether2 comment=\"MGMT Loopback\"");
        assertThat(sent("/ip/address/print"))
                .isEqualTo("Flags: D - DYNAMIC\r\n"
                        + "Columns: ADDRESS, NETWORK, INTERFACE\r\n"
                        + "#   ADDRESS           NETWORK        INTERFACE\r\n"
                        + "0 D 192.0.2.10/24     192.0.2.0      ether1   \r\n"
                        + ";;; MGMT Loopback\r\n"
                        + "1   100.100.0.106/32  100.100.0.106  ether2   \r\n\r\n");
    }

    @Test
    void pair25NatDetailsHaveTheCommentFirst() {
        router("7.20.8");
        silently("/ip/firewall/nat/add chain=srcnat action=masquerade comment=\"dmz-1: masquerade\"");
        assertThat(sent("/ip/firewall/nat/print detail"))
                .isEqualTo("Flags: X - disabled, I - invalid; D - dynamic \r\n"
                        + " 0    ;;; dmz-1: masquerade\r\n"
                        + "      chain=srcnat action=masquerade log=no log-prefix=\"\" \r\n\r\n");
    }

    @Test
    void pair29SizesOfFilesAreBytes() throws IOException {
        router("7.20.8");
        file("usb1/web.tar");
        assertThat(sent(":put [/file/get usb1/web.tar size]")).isEqualTo("10\r\n");
    }

    @Test
    void pair30HardwareTellsItsBoard() {
        router("7.20.8", "arm64", LabHardware.READY);
        String[] lines = sent("/system/routerboard/print").split("\r\n");
        assertThat(lines[0]).matches(" {7}routerboard: yes +");
        assertThat(lines[1]).matches(" {8}board-name: .+");
        assertThat(lines[2]).matches(" {13}model: .+");
        assertThat(lines[3]).matches(" {5}serial-number: .+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.20.8", "7.22.3", "7.23rc1"})
    void pair31VirtualRoutersHaveNoRouterboard(String version) {
        router(version, "x86_64", LabHardware.READY);
        assertThat(sent("/system/routerboard/print")).isEqualTo("syntax error (line 1 column 20)\r\n");
    }

    @Test
    void pair23ContainersPrintInDetailUpTo719() {
        router("7.19.6");
        silently("/interface/veth/add name=veth2");
        silently("/container/add interface=veth2 remote-image=x root-dir=/usb1/alpine");
        assertThat(sent("/container/print"))
                .matches("(?s) 0 name=\"x\" .*interface=veth2 .*root-dir=/usb1/alpine .*mounts=\"\" dns=\"\" ?\r\n"
                        + "   logging=no start-on-boot=no status=\\w+ .*\r\n\r\n");
        router("7.18.2");
        silently("/interface/veth/add name=veth2");
        silently("/container/add interface=veth2 remote-image=x root-dir=/usb1/alpine");
        assertThat(sent("/container/print"))
                .startsWith(" 0 ")
                .doesNotContain(" name=")
                .contains("status=pulling");
    }

    @Test
    void pair26PackagesPrintAsTableWithSizesInKibibytes() {
        router("7.24");
        assertThat(sent("/system/package/print"))
                .startsWith("Columns: NAME, VERSION, SCHEDULED, BUILD-TIME, SIZE\r\n# NAME ")
                .containsPattern(
                        "\r\n0 container  7\\.24 +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d  1156\\.1KiB *\r\n");
        machine().state().table("/system/package").rows().get(0).set("disabled", true);
        assertThat(sent("/system/package/print"))
                .startsWith("Flags: X - DISABLED\r\nColumns: NAME, VERSION, SCHEDULED, BUILD-TIME, SIZE\r\n#   NAME ")
                .contains("\r\n0 X container  7.24 ");
    }

    @Test
    void pair27DeviceModeIsAlignedAndPadded() {
        router("7.23.3");
        assertThat(sent("/system/device-mode/print"))
                .startsWith("                 mode: advanced     \r\n"
                        + "     allowed-versions: 7.13+,6.49.8+\r\n"
                        + "              flagged: no           \r\n"
                        + "     flagging-enabled: yes          \r\n"
                        + "            scheduler: yes          \r\n")
                .endsWith("        attempt-count: 0            \r\n\r\n");
    }

    @Test
    void pair28DisksPrintAsTableWithDigitsInGroups() {
        router("7.20.8");
        assertThat(sent("/disk/print"))
                .startsWith("Flags: B - BLOCK-DEVICE; M - MOUNTED\r\n"
                        + "Columns: SLOT, MODEL, SERIAL, INTERFACE, SIZE, FREE, FS\r\n#    SLOT ")
                .containsPattern(
                        "\r\n0 BM usb1  .*  USB 3\\.10 5000Mbps  \\d{1,3}( \\d{3})+  \\d{1,3}( \\d{3})+  ext4 *\r\n");
    }
}
