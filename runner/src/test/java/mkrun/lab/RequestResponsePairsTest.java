package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;
import mkrun.routeros.RouterosVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What real routers answered, as people showed it: each test names its pair of the collection of requests and responses.
 * Where a router's answer is known in part, only that part is asked for.
 */
class RequestResponsePairsTest {
    private static final String VETH = "/interface/veth/add name=veth-web address=172.17.0.2/24 gateway=172.17.0.1";

    /** Nothing goes on by itself while a test looks. */
    private static final Duration HELD = Duration.ofHours(1);

    @TempDir
    Path dir;

    private Machine machine;

    @AfterEach
    void close() {
        if (machine != null) {
            machine.close();
        }
    }

    private void router(String version) {
        router(version, "arm64", LabHardware.READY);
    }

    private void router(String version, String architecture, LabHardware hardware) {
        close();
        try {
            machine = Machine.open(
                    LabConfig.of("r", RouterosVersion.parse(version), architecture, dir.resolve(version + architecture))
                            .withHardware(hardware)
                            .withSpeeds(new LabSpeeds(HELD, HELD, HELD, HELD, HELD)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String sent(String line) {
        return machine.interpreter().execute(line);
    }

    private void silently(String line) {
        assertThat(sent(line)).as(line).isEmpty();
    }

    /** A container in that status, held there. */
    private void container(String name, ContainerStatus status) {
        RouterState state = machine.state();
        synchronized (state) {
            TableRow row = state.table("/container")
                    .add(Map.of("name", name, "interface", "veth-" + name, "root-dir", "/usb1/" + name));
            status.show(row, state.version());
        }
    }

    private void file(String name) throws IOException {
        Path file = machine.files().locate(name).orElseThrow();
        Files.createDirectories(file.getParent());
        Files.writeString(file, "123456789\n");
    }

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
        assertThat(java.util.Arrays.stream(lines).filter(l -> !l.isEmpty()).map(String::length))
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
    void pair48UnknownWordIsBadCommandNameAtItsPlace() {
        router("7.20.8");
        assertThat(sent("/foo print")).isEqualTo("bad command name foo (line 1 column 2)\r\n");
    }

    @Test
    void pair49UnknownWordBeforeASlashIsSyntaxErrorAndNothingRuns() {
        router("7.21.5");
        assertThat(sent("/bogus/nope print; :put after")).isEqualTo("syntax error (line 1 column 7)\r\n");
        assertThat(sent(":put before; /bogus/nope print")).isEqualTo("syntax error (line 1 column 20)\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.20.8", "7.22.3", "7.23rc1"})
    void pairs50And51WithoutThePackageThereIsNoContainerMenu(String version) {
        router(version, "arm64", LabHardware.READY.withoutContainerPackage());
        assertThat(sent("/container/print")).isEqualTo("syntax error (line 1 column 11)\r\n");
        assertThat(sent("/container print")).isEqualTo("bad command name container (line 1 column 2)\r\n");
    }

    @Test
    void pair52From721OnVethsNeedThePackage() {
        router("7.22.3", "arm64", LabHardware.READY.withoutContainerPackage());
        assertThat(sent("/interface/veth/print")).isEqualTo("syntax error (line 1 column 16)\r\n");
        router("7.20.8", "arm64", LabHardware.READY.withoutContainerPackage());
        silently(VETH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.20.8", "7.22.3"})
    void pair53UnknownArgumentEndsTheCommandUpTo722(String version) {
        router(version);
        assertThat(sent("/ip address add name=x")).isEqualTo("expected end of command (line 1 column 17)\r\n");
        assertThat(sent(":put [:parse \"/ip address add name=x\"]"))
                .isEqualTo("expected end of command (line 1 column 17)\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.23rc1", "7.23.3", "7.24"})
    void pair54UnknownArgumentIsABadParameterFrom723On(String version) {
        router(version);
        assertThat(sent("/ip address add name=x")).isEqualTo("bad parameter name (line 1 column 21)\r\n");
    }

    @Test
    void pair55ParseShowsTheBadParameter() {
        router("7.23.3");
        assertThat(sent(":put [:parse \"/ip/address/add no-such-arg=1\"]"))
                .isEqualTo("(evl bad parameter no-such-arg (line 1 column 28) /ip/address/add)\r\n");
    }

    @Test
    void pairs56And57EnvlistIsAnAbbreviationAndMountsIsNone() {
        router("7.22.3");
        silently(VETH);
        silently("/container/envs/add list=E key=A value=1");
        String add = "/container/add remote-image=x interface=veth-web root-dir=usb1/w envlist=E";
        assertThat(sent(":put [:parse \"" + add + "\"]")).startsWith("(evl /container/add");
        assertThat(sent("/container/add interface=veth-web mounts=M"))
                .isEqualTo("expected end of command (line 1 column 35)\r\n");
        router("7.24");
        assertThat(sent("/container/add interface=veth-web mounts=M"))
                .isEqualTo("bad parameter mounts (line 1 column 41)\r\n");
    }

    @Test
    void pair59UnquotedWordsAreLeftOver() {
        router("7.22.3");
        assertThat(sent("/container/add interface=v cmd=nats-server -js --store_dir /data"))
                .isEqualTo("expected end of command (line 1 column 44)\r\n");
    }

    @Test
    void pair60MissingArgumentsAreNamed() {
        router("7.20.8");
        assertThat(sent("/ip/address/add")).isEqualTo("missing value(s) of argument(s) address interface\r\n");
        router("7.22.3");
        assertThat(sent("/ip/address/add"))
                .isEqualTo("missing value(s) of argument(s) address interface (/ip/address/add; line 1)\r\n");
    }

    @Test
    void pair61MissingArgumentsComeInTheRoutersOrder() {
        router("7.22.3");
        assertThat(sent("/interface/bridge/port/add"))
                .isEqualTo("missing value(s) of argument(s) interface bridge (/interface/bridge/port/add; line 1)\r\n");
    }

    @Test
    void pair62FailureEndsTheLine() {
        router("7.21.5");
        assertThat(sent("/ip/address add address=nonsense; :put x"))
                .isEqualTo("invalid value for argument address\r\n");
    }

    @Test
    void pair63UnknownInterfaceMatchesNothing() {
        router("7.23.3");
        assertThat(sent("/ip/address/add address=1.1.1.1/24 interface=nope"))
                .isEqualTo("input does not match any value of interface\r\n");
    }

    @Test
    void pairs64To67DuplicatesAreRefusedInTheirMenusWords() {
        router("7.22.3");
        silently(VETH);
        assertThat(sent(VETH))
                .isEqualTo("failure: already have interface with such name (/interface/veth/add; line 1)\r\n");
        silently("/interface/bridge/add name=br");
        silently("/ip/address/add address=172.17.0.1/24 interface=br");
        assertThat(sent("/ip/address/add address=172.17.0.1/24 interface=br"))
                .isEqualTo("failure: already have such address (/ip/address/add; line 1)\r\n");
        silently("/interface/bridge/port/add bridge=br interface=veth-web");
        assertThat(sent("/interface/bridge/port/add bridge=br interface=veth-web"))
                .isEqualTo("failure: device already added as bridge port (/interface/bridge/port/add; line 1)\r\n");
        silently("/interface/list/add name=LAN");
        silently("/interface/list/member/add list=LAN interface=br");
        assertThat(sent("/interface/list/member/add list=LAN interface=br"))
                .isEqualTo("failure: already have such entry (/interface/list/member/add; line 1)\r\n");
    }

    @Test
    void pair68ContainersNeedAnImage() {
        router("7.22.3");
        silently(VETH);
        assertThat(sent("/container/add interface=veth-web root-dir=usb1/x"))
                .isEqualTo("failure: No file or remote-image (/container/add; line 1)\r\n");
    }

    @Test
    void pair69RootDirsOfContainersMayNotOverlap() throws IOException {
        router("7.22.3");
        file("usb1/web.tar");
        silently(VETH);
        container("x", ContainerStatus.STOPPED);
        assertThat(sent("/container/add file=usb1/web.tar interface=veth-web root-dir=usb1/x"))
                .isEqualTo("failure: root-dir overlap with /usb1/x (/container/add; line 1)\r\n");
    }

    @Test
    void pair70RunningContainersAreNotRemoved() {
        router("7.22.3");
        container("web", ContainerStatus.RUNNING);
        assertThat(sent("/container/remove [find name=web]"))
                .startsWith("failure: cannot remove running")
                .endsWith(" (/container/remove; line 1)\r\n");
    }

    @Test
    void pair71VethsInUseAreNotRemoved() {
        router("7.22.3");
        silently(VETH);
        container("web", ContainerStatus.STOPPED);
        assertThat(sent("/interface/veth/remove veth-web")).contains("in use by container");
    }

    @Test
    void pair72OneListMountsAPlaceOnce() {
        router("7.22.3");
        silently("/container/mounts/add list=L src=/a dst=/data");
        assertThat(sent("/container/mounts/add list=L src=/b dst=/data"))
                .isEqualTo("failure: mount with same dst already exists (/container/mounts/add; line 1)\r\n");
    }

    @Test
    void pair73DeviceModeForbidsContainers() {
        router("7.22.3", "arm64", LabHardware.READY.withoutDeviceMode());
        silently(VETH);
        assertThat(sent("/container/add remote-image=x interface=veth-web root-dir=usb1/x"))
                .isEqualTo("failure: not allowed by device-mode (/container/add; line 1)\r\n");
    }

    @Test
    void pair77UnknownFilesAreNoItems() {
        router("7.20.8");
        assertThat(sent("/file/remove usb1/none")).isEqualTo("no such item (/file/remove; line 1)\r\n");
        router("7.16.2");
        assertThat(sent("/file/remove usb1/none")).isEqualTo("no such item\r\n");
    }

    @Test
    void pair78DirectoriesAreMadeOnce() {
        router("7.22.3");
        silently("/file/add name=usb1/d type=directory");
        assertThat(sent("/file/add name=usb1/d type=directory")).contains("already exist");
    }

    @Test
    void pair79NoPlaceBeforeTheFirstOfNone() {
        router("7.18.2");
        assertThat(sent("/ip/firewall/nat/add chain=srcnat action=accept place-before=0"))
                .isEqualTo("no such item\r\n");
    }

    @Test
    void pairs80To82ErrorsOfScriptsSayWhereTheyWereMade() {
        router("7.21.5");
        assertThat(sent(":error \"boom\"")).isEqualTo("boom (:error; line 1)\r\n");
        assertThat(sent(":onerror e in={:error \"x\"} do={:put $e}")).isEqualTo("x (:error; line 1)\r\n");
        assertThat(sent(":do {:error \"x\"} on-error={:put caught}")).isEqualTo("caught\r\n");
    }

    @Test
    void pair88FormatDriveIsGoneFrom719On() {
        router("7.19.6");
        assertThat(sent("/disk/format-drive usb1")).isEqualTo("bad command name format-drive (line 1 column 7)\r\n");
    }
}
