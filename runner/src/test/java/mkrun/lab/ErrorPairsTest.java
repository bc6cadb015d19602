package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are refused. */
class ErrorPairsTest extends PairsOnRouter {
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

    @ParameterizedTest
    @CsvSource({
        "/foo, 2 foo",
        "/foo print, 2 foo;print",
        "/zzz qqq print, 2 zzz;qqq;print",
        "/ip/firewall/connections, 14 connections",
        ":put 1; /foo a=1 b; :put 2, 10 foo;a=1;b"
    })
    void parseShowsTheUnknownWordAndWhatStandsBehindIt(String command, String shown) {
        router("7.23.3");
        String word = shown.replaceAll("^\\d+ |;.*", "");
        String column = shown.replaceAll(" .*", "");
        assertThat(sent(":put [:parse \"" + command + "\"]"))
                .isEqualTo("(<%% bad command name " + word + " (line 1 column " + column + ") "
                        + shown.substring(column.length() + 1) + ")\r\n");
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

    @Test
    void pair58FlagsTakeNoValue() {
        router("7.20.8");
        assertThat(sent("/export terse show-sensitive=no")).isEqualTo("expected end of command (line 1 column 29)\r\n");
    }

    @Test
    void pair74DeviceModeForbidsSchedules() {
        router("7.20.8");
        machine().state().single("/system/device-mode").set("scheduler", false);
        assertThat(sent("/system/scheduler/add name=x on-event=y"))
                .isEqualTo("failure: not allowed by device-mode (/system/scheduler/add; line 1)\r\n");
    }

    @Test
    void pairs75And76GroupsLackPolicies() {
        router("7.20.8");
        assertThat(lacking("policy", "/user/add name=x group=read password=y"))
                .isEqualTo("not enough permissions (9) (/user/add; line 1)\r\n");
        assertThat(lacking("ftp", "/export file=x")).isEqualTo("not enough permissions (9) (:export; line 1)\r\n");
        router("7.18.2");
        assertThat(lacking("policy", "/user/add name=x group=read password=y"))
                .isEqualTo("not enough permissions (9)\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.20.8", "7.22.3", "7.23.3"})
    void pair83EllipticCurvesAreNoKeys(String version) {
        router(version);
        assertThat(sent("/user/ssh-keys/add user=admin key=\"ecdsa-sha2-nistp256 AAAA admin\""))
                .isEqualTo("failure: unable to load key file (wrong format or bad passphrase)!"
                        + " (/user/ssh-keys/add; line 1)\r\n");
    }

    @Test
    void pair85DeviceModeAsksForAHand() {
        router("7.22.3");
        assertThat(sent("/system/device-mode/update mode=advanced container=yes"))
                .startsWith("  update: please activate by turning power off or pressing reset or mode button \r\n"
                        + "          in 5m00s\r\n")
                .endsWith("update canceled\r\n");
    }

    @Test
    void pair86WhatIsNotThereIsNotFetched() throws IOException {
        router("7.20.8");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/file", exchange -> {
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write("text".getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            assertThat(sent("/tool/fetch url=\"" + url + "/none\" dst-path=x"))
                    .isEqualTo("failure: Status 404, Not Found (/tool/fetch; line 1)\r\n");
            assertThat(sent("/tool/fetch url=\"" + url + "/file\" dst-path=x.txt; :put [/file/get x.txt contents]"))
                    .isEqualTo("  status: finished\r\n\r\ntext\r\n");
        } finally {
            server.stop(0);
        }
        assertThat(sent("/tool/fetch url=http://h/none dst-path=x"))
                .isEqualTo("failure: dns name does not exist (/tool/fetch; line 1)\r\n");
        machine().state().single("/system/device-mode").set("fetch", false);
        assertThat(sent("/tool/fetch url=http://h/none dst-path=x")).startsWith("failure: not allowed by device-mode");
    }

    @Test
    void pair87SafeModeThatWasNotTakenIsNotReleased() {
        router("7.21.5");
        for (String command : new String[] {"release", "unroll"}) {
            assertThat(sent("/safe-mode/" + command)).isEqualTo("Safe Mode has not been taken. Action aborted.\r\n");
        }
    }
}
