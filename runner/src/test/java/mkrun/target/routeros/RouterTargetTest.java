package mkrun.target.routeros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import mkrun.lab.LabConfig;
import mkrun.lab.LabRouter;
import mkrun.lab.LabSpeeds;
import mkrun.routeros.CommandText;
import mkrun.routeros.RouterosVersion;
import mkrun.target.Content;
import mkrun.target.Progress;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;
import mkrun.target.ssh.SshLink;
import mkrun.target.ssh.SshSettings;
import mkrun.testing.JudgedLink;
import mkrun.testing.Notices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RouterTargetTest {
    @TempDir
    Path dir;

    private LabRouter router;
    private JudgedLink link;
    private RouterTarget target;

    @BeforeEach
    void open() throws Exception {
        router = LabRouter.start(LabConfig.of("r1", RouterosVersion.parse("7.20.8"), "arm64", dir.resolve("r1"))
                .withLogin("admin", "lab")
                .withSpeeds(LabSpeeds.FAST));
        Path known = Files.writeString(dir.resolve("known_hosts"), router.knownHostsLine() + "\n");
        link = new JudgedLink(
                SshLink.connect(SshSettings.of(router.host(), "admin")
                        .withPort(router.port())
                        .withPassword(Secret.of("lab"))
                        .withAgent(false)
                        .withKnownHosts(known)),
                "7.20.8");
        target = RouterTarget.open(() -> link);
    }

    @AfterEach
    void close() {
        target.close();
        router.close();
    }

    private static RouterCommand bridge(String name) {
        return new RouterCommand(
                "/interface/bridge", CommandText.of("/interface/bridge", "add").with("name", name));
    }

    private static RouterCommand address(String on) {
        return new RouterCommand(
                "/ip/address",
                CommandText.of("/ip/address", "add")
                        .with("address", "10.9.8.1/24")
                        .with("interface", on));
    }

    private RouterProbe probe() {
        return target.probe(RouterProbe.class);
    }

    @Test
    void factsCostOneExchangeAndAllMenusOneMore() throws Exception {
        assertThat(target.facts())
                .containsEntry("version", "7.20.8")
                .containsEntry("architecture", "arm64")
                .containsEntry("containers", true);
        assertThat(link.exchanges()).isEqualTo(1);
        target.prefetch(Set.of("/interface/bridge", "/ip/address", "/container"));
        target.prefetch(Set.of("/ip/address"));
        assertThat(probe().rows("/container")).isEmpty();
        assertThat(link.exchanges()).isEqualTo(2);
    }

    @Test
    void commandsThatFollowEachOtherShareAnExchange() throws Exception {
        target.apply(List.of(bridge("a"), bridge("b"), address("a")), Progress.NONE);
        assertThat(link.exchanges()).isEqualTo(2);
        assertThat(probe().rows("/interface/bridge"))
                .extracting(r -> r.text("name"))
                .containsExactly("a", "b");
    }

    @Test
    void whatAChangeTouchedIsReadAgainAndNothingElse() throws Exception {
        target.prefetch(Set.of("/interface/bridge", "/ip/address"));
        target.apply(List.of(bridge("a")), Progress.NONE);
        int before = link.exchanges();
        assertThat(probe().rows("/ip/address"))
                .extracting(r -> r.text("interface"))
                .containsExactly("ether1");
        assertThat(link.exchanges()).isEqualTo(before);
        assertThat(probe().rows("/interface/bridge")).hasSize(1);
        assertThat(link.exchanges()).isEqualTo(before + 1);
    }

    @Test
    void aRefusalIsToldInTheRoutersWordsAfterWhatWasDone() {
        assertThatThrownBy(() -> target.apply(List.of(bridge("a"), address("nope"), bridge("b")), Progress.NONE))
                .isInstanceOfSatisfying(
                        TargetException.class, e -> assertThat(e.done()).containsExactly(bridge("a")))
                .hasMessageStartingWith("/ip/address/add address=10.9.8.1/24 interface=nope:"
                        + " the router said \"input does not match any value of interface")
                .hasMessageEndingWith(
                        "The interface is missing on the router, or a container that is being removed still holds it");
    }

    @Test
    void aLongCommandDoesNotHideWhatTheRouterSaidOfIt() {
        assertThatThrownBy(() -> target.apply(List.of(address("x".repeat(3000))), Progress.NONE))
                .hasMessageMatching(
                        "(?s)/ip/address/add address=10\\.9\\.8\\.1/24 interface=x{900,999}\\.\\.\\. \\(30\\d\\d"
                                + " characters\\): the router said .*");
    }

    @Test
    void aLineThatTheRouterCannotParseChangesNothing() throws Exception {
        RouterCommand bogus =
                new RouterCommand("/ip/address", new CommandText("/ip/address/set 5", "/ip/address/set 5"));
        assertThatThrownBy(() -> target.apply(List.of(bogus), Progress.NONE))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("/ip/address/set 5: the router said \"no such item");
    }

    @Test
    void aRefusalThatMayPassIsTriedAgainUntilItsDeadline() {
        RouterCommand retried = address("nope")
                .retrying(new RouterCommand.Retry(List.of("input does not match"), Duration.ofMillis(300)));
        assertThatThrownBy(() -> target.apply(List.of(retried), Progress.NONE))
                .hasMessageContaining("input does not match any value of interface")
                .hasMessageEndingWith(", for 300 ms");
        assertThat(link.lines().stream()
                        .filter(l -> l.contains("/ip/address/add"))
                        .count())
                .isGreaterThan(1);
    }

    @Test
    void aWaitEndsAtItsDeadlineAndSaysWhatItSaw() {
        AwaitRows await = new AwaitRows(
                Set.of("/container"),
                "web runs",
                () -> rows -> AwaitRows.State.waiting("not listed"),
                Duration.ofMillis(200),
                LogTail.topic("container"),
                List.of(),
                "the deadline of the step 'start'");
        assertThatThrownBy(() -> target.apply(List.of(await), Progress.NONE))
                .hasMessage("waiting until web runs: gave up after 200 ms"
                        + " (the deadline of the step 'start'), it is not listed");
    }

    private static AwaitRows imported(Supplier<AwaitRows.Judge> judge) {
        return new AwaitRows(
                        Set.of("/container"),
                        "web is imported",
                        judge,
                        Duration.ofHours(1),
                        LogTail.topic("container"),
                        List.of(),
                        "")
                .of(new AwaitRows.Work(
                        "extracting",
                        Optional.of(new LogTail.Beginning(List.of("importing"), "web")),
                        Duration.ofMillis(200),
                        "End it"));
    }

    @Test
    void whatWasBegunLongAgoIsWaitedForAShortWhile() throws Exception {
        RouterLink later = new JudgedLink(link, "7.20.8") {
            @Override
            public String exec(String line) throws UnreachableException {
                return line.contains("/log/find") ? "12:00:00\r\n10:00:00 *** importing web\r\n" : super.exec(line);
            }
        };
        int[] looks = {0};
        AwaitRows.Judge soon =
                rows -> ++looks[0] == 2 ? AwaitRows.State.reached("stopped") : AwaitRows.State.waiting("stopped");
        AwaitRows over = imported(() -> soon);
        AwaitRows await = imported(() -> rows -> AwaitRows.State.waiting("extracting"));
        Notices notices = new Notices();
        try (RouterTarget late = RouterTarget.open(() -> later)) {
            late.apply(List.of(over), notices);
            assertThat(notices.sentences()).isEmpty();
            assertThatThrownBy(() -> late.apply(List.of(await), notices))
                    .hasMessageStartingWith(
                            "waiting until web is imported: gave up after 200 ms, at which the router has"
                                    + " been since 10:00:00 by its clock, it is extracting. End it\n");
        }
        assertThat(notices.sentences())
                .containsExactly(
                        "waits until web is imported, for 200 ms at most: the router has been at it since 10:00:00"
                                + " by its clock");
    }

    @Test
    void anUploadHasItsNameOnlyWhenItIsWhole() throws Exception {
        target.apply(
                List.of(new FileUpload(Content.text("x".repeat(100_000)), "usb1/mkrun/web.tar", "web")), Progress.NONE);
        assertThat(probe().fileSize("usb1/mkrun/web.tar")).hasValue(100_000);
        assertThat(probe().fileSize("usb1/mkrun/web.tar.part")).isEmpty();
        assertThatThrownBy(() -> probe().fileSize("usb1/mkrun"))
                .hasMessage(
                        "usb1/mkrun on the router is a folder, and must be a file: remove or rename it, then run again");
    }

    @Test
    void whatUploadsOfOtherContentsLeftBehindGoes() throws Exception {
        for (String name : List.of("web.part", "web.0123456789ab.tar.part", "webby.0123456789ab.tar.part", "web.tar")) {
            link.upload(Content.text("old"), "usb1/mkrun/" + name, "x", Progress.NONE);
        }
        target.apply(
                List.of(new FileUpload(Content.text("new"), "usb1/mkrun/web.ba9876543210.tar", "web")), Progress.NONE);
        assertThat(link.files("usb1/mkrun"))
                .filteredOn(name -> name.startsWith("web"))
                .containsExactlyInAnyOrder("web.ba9876543210.tar", "webby.0123456789ab.tar.part", "web.tar");
        assertThat(link.files("usb1/none")).isEmpty();
    }

    @Test
    void anUploadThatAnotherRunHasFinishedIsDone() throws Exception {
        FileUpload upload = new FileUpload(Content.text("new"), "usb1/mkrun/web.ba9876543210.tar", "web");
        RouterLink raced = new JudgedLink(link, "7.20.8") {
            @Override
            public void upload(Content content, String path, String what, Progress progress) throws TargetException {
                super.upload(content, path, what, progress);
                rename(path, upload.path());
            }
        };
        RouterTarget other = RouterTarget.open(() -> raced);
        other.apply(List.of(upload), Progress.NONE);
        assertThat(probe().fileSize(upload.path())).hasValue(3);
        FileUpload longer = new FileUpload(Content.text("newer"), upload.path() + "x", "web");
        assertThatThrownBy(() -> other.apply(List.of(longer), Progress.NONE))
                .hasMessage("upload of web: the router has no file usb1/mkrun/web.ba9876543210.tarx.part, to which 5"
                        + " bytes were sent. Run again to upload it anew");
    }

    @Test
    void aDiskThatFillsUpInAnUploadIsToldAndTheSessionGoesOn() throws Exception {
        FileUpload tooMuch = new FileUpload(Content.of(new byte[1 << 20]), "usb1/big.tar", "big");
        router.close();
        router = LabRouter.start(
                router.config().withHardware(router.config().hardware().withDisk(500_000)));
        Files.writeString(dir.resolve("known_hosts"), router.knownHostsLine() + "\n");
        try (RouterTarget small = RouterTarget.open(() -> SshLink.connect(SshSettings.of(router.host(), "admin")
                .withPort(router.port())
                .withPassword(Secret.of("lab"))
                .withAgent(false)
                .withKnownHosts(dir.resolve("known_hosts"))))) {
            assertThatThrownBy(() -> small.apply(List.of(tooMuch), Progress.NONE))
                    .isInstanceOf(TargetException.class)
                    .hasMessageContaining("the router refused usb1/big.tar.part")
                    .hasMessageContaining("If its disk is full, free some space there");
            assertThat(small.probe(RouterProbe.class).fileSize("usb1/big.tar.part"))
                    .isEmpty();
        }
    }

    @Test
    void whatIsNoRouterIsSaidToBeNone() {
        RouterLink shell = new JudgedLink(link, "7.20.8") {
            @Override
            public String exec(String line) {
                return "bash: line 1: :put: command not found\n";
            }
        };
        assertThatThrownBy(() -> RouterTarget.open(() -> shell))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("does not answer as RouterOS does")
                .hasMessageContaining("command not found");
    }

    @Test
    void secretsAreMaskedInWhateverFormTheRouterRepeatsThem() {
        List<Secret> secrets = List.of(Secret.of("s3 \"x\""), Secret.of("s3 \"x\" long"));
        assertThat(Masking.mask("value \"s3 \\\"x\\\"\" and s3 \"x\" long", secrets))
                .isEqualTo("value \"********\" and ********");
    }

    @Test
    void numbersThatAreSecretLeaveJsonWhatItIs() {
        List<Secret> pin = List.of(Secret.of("4711"));
        assertThat(Masking.mask("[80,4711,-4711.5,\"4711,80\"]", pin))
                .isEqualTo("[80,\"********\",\"********\",\"********,80\"]");
        assertThat(Masking.mask("{\"a\":[4711],\"b\":4711,\"c\":{\"d\":47110}}", pin))
                .isEqualTo("{\"a\":[\"********\"],\"b\":\"********\",\"c\":{\"d\":\"********\"}}");
        assertThat(Masking.mask("{\n    \"a\": 4711,\n    \"b\": [\n        4711\n    ]\n}", pin))
                .isEqualTo("{\n    \"a\": \"********\",\n    \"b\": [\n        \"********\"\n    ]\n}");
        assertThat(Masking.mask("ports: 80,4711,8080", pin)).isEqualTo("ports: 80,********,8080");
        String long60k = "\"" + "\\n x".repeat(15_000) + "\"";
        assertThat(Masking.mask("[" + long60k + ",4711]", pin)).isEqualTo("[" + long60k + ",\"********\"]");
    }
}
