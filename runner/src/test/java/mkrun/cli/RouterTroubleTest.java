package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import mkrun.lab.LabFaults;
import mkrun.lab.LabHardware;
import mkrun.lab.LabRouter;
import org.junit.jupiter.api.Test;

/** Routers that cannot be reached, or fail in the middle: what is said, and that the next run completes it. */
class RouterTroubleTest extends OnWrittenPlays {
    @Test
    void anUnreachableHost() throws IOException {
        Typed run = play(NAME_THE_ROUTER, inventory("r1 host=127.0.0.1 port=1 user=admin"));
        assertThat(run.line("fatal: "))
                .isEqualTo("fatal: [r1]: UNREACHABLE! => 127.0.0.1:1: nothing answers on port 1 (Connection refused)."
                        + " Is SSH on at the router? /ip/service/print where name=ssh");
        assertThat(run.code()).isEqualTo(4);
    }

    @Test
    void aWrongHostKey() throws Exception {
        try (LabRouter router = router(config());
                LabRouter other = router(config("other"))) {
            String wrong = router.knownHostsLine().replace(router.hostKey(), other.hostKey());
            Typed run = play(NAME_THE_ROUTER, inventory(router, "lab", wrong));
            assertThat(run.line("fatal: "))
                    .matches(Pattern.quote("fatal: [r1]: UNREACHABLE! => 127.0.0.1:" + router.port()
                                    + ": its host key (ssh-rsa SHA256:")
                            + "[A-Za-z0-9+/]{43}"
                            + Pattern.quote(") is not the one in " + dir
                                    + "/known_hosts. Either the router was reset or replaced, or"
                                    + " somebody sits in between. If it is the right one, forget the old key: ssh-keygen -f "
                                    + dir
                                    + "/known_hosts -R '[127.0.0.1]:" + router.port() + "'"));
            assertThat(run.code()).isEqualTo(4);
        }
    }

    @Test
    void aWrongPassword() throws Exception {
        try (LabRouter router = router(config())) {
            Typed run = play(NAME_THE_ROUTER, inventory(router, "guess", router.knownHostsLine()));
            assertThat(run.line("fatal: "))
                    .matches("fatal: \\[r1]: UNREACHABLE! => 127\\.0\\.0\\.1:" + router.port()
                            + ": the router refused the log-in as admin"
                            + " \\(offered: .* of the file, .* of the agent, the password\\)\\. Check user and password in the inventory,"
                            + " or give --ask-pass; a user with an SSH key on the router cannot log in by password,"
                            + " nor anybody whose group lacks the policy ssh");
            assertThat(run.code()).isEqualTo(4);
        }
    }

    @Test
    void aFullDisk() throws Exception {
        repository(tool());
        try (LabRouter router = router(config().withHardware(LabHardware.READY.withDisk(20_000)))) {
            Typed run = play(CONTAINER.formatted(dir), inventory(router, "lab", router.knownHostsLine()));
            assertThat(run.out()).contains("""
                    blocked: [r1]: a human must act first
                      - disk usb1 has 0.0 MiB free, image demo needs 0.1 MiB (archive and files): free some space
                    """);
            assertThat(run.code()).isEqualTo(6);
        }
    }

    @Test
    void aSessionDroppedInAnUpload() throws Exception {
        assertDropped(
                LabFaults.dropUploadAfter(300_000),
                "the session was lost in upload demo, \\d+ of \\d{7} bytes have arrived");
    }

    @Test
    void aSessionDroppedInAChange() throws Exception {
        assertDropped(
                LabFaults.dropAfterChange(3),
                "the session was lost: the connection was closed by the router\\. Whether the router carried it out is not known:"
                        + " /ip/firewall/nat/add \\S.*comment=mkrun:masquerade/172\\.17\\.0\\.0/24\\. Run again: what took effect is found, and the rest is done");
    }

    @Test
    void aDiskThatFillsUpInAnUpload() throws Exception {
        assertFailsOnce(
                LabFaults.parse("disk-full-after=300000"),
                "",
                "FAILED! => \\S+/site\\.groovy:\\d+: the router refused usb1/mkrun/demo\\.[0-9a-f]{12}\\.tar\\.part \\(\\d+ of \\d{7} bytes have arrived\\): "
                        + "General failure\\. If its disk is full, free some space there, then run again",
                2);
    }

    @Test
    void aRouterThatFallsSilentAfterAChange() throws Exception {
        assertFailsOnce(
                LabFaults.parse("silent-after-change=3"),
                "command_timeout=2",
                "UNREACHABLE! => 127\\.0\\.0\\.1:\\d+: no answer to a command within 2 s\\. Whether the router carried it out is"
                        + " not known: /ip/firewall/nat/add .*Run again: what took effect is found, and the rest is done",
                4);
    }

    @Test
    void aRouterThatFallsSilentInAnUpload() throws Exception {
        assertFailsOnce(
                LabFaults.parse("silent-at-transfer=1"),
                "command_timeout=2",
                "UNREACHABLE! => 127\\.0\\.0\\.1:\\d+: no answer within 2 s to the question for its files",
                4);
    }

    private void assertDropped(LabFaults fault, String message) throws Exception {
        assertFailsOnce(fault, "", "UNREACHABLE! => 127\\.0\\.0\\.1:\\d+: " + message, 4);
    }

    private void assertFailsOnce(LabFaults fault, String variable, String message, int code) throws Exception {
        repository(tool().file("etc/large", "x".repeat(1 << 20))
                .directories("sbin")
                .file("sbin/init", 0755, "root", "root", "#!/bin/sh\n"));
        try (LabRouter router = router(config().withFaults(fault))) {
            String inventory = inventory(router, "lab", router.knownHostsLine());
            String hosts = Files.readString(dir.resolve("hosts.ini"));
            Typed dropped = play(CONTAINER.formatted(dir), inventory(hosts.strip() + " " + variable));
            assertThat(dropped.line("fatal: ")).matches("fatal: \\[r1]: " + message);
            assertThat(dropped.code()).isEqualTo(code);
            inventory(hosts.strip());
            router.calm();
            Typed next = play(CONTAINER.formatted(dir), inventory);
            assertThat(next.code()).as(next.out() + next.err()).isZero();
            assertThat(next.out()).contains("unreachable=0    failed=0");
            assertThat(play(CONTAINER.formatted(dir), inventory).out())
                    .contains("changed=0 ", "unreachable=0    failed=0");
        }
    }
}
