package mkrun.op.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mkrun.image.Architecture;
import mkrun.testing.Boot;
import mkrun.testing.Commands;
import mkrun.testing.Needs;
import mkrun.testing.RealImages;
import mkrun.testing.RootOnDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The roles openrc and sshd, booted: what a router would run. */
class BootTest {
    private static final Duration BOOT = Duration.ofSeconds(120); // host keys under emulation on a busy machine
    private static final Duration STOP = Duration.ofSeconds(60);
    /** Everything that a faultless boot prints. */
    private static final String BOOT_LINE = "|"
            + String.join(
                    "|",
                    " \\* /proc is already mounted",
                    " \\* /run/(openrc|lock): (creating directory|correcting owner)",
                    "   OpenRC [0-9a-f.]+ is starting up Linux .* \\[VSERVER\\]",
                    " \\* Caching service dependencies \\.\\.\\. \\[ ok \\]",
                    " \\* Writing authorized keys of root \\.\\.\\. \\[ ok \\]",
                    " \\* Starting (busybox syslog|sshd) \\.\\.\\. \\[ ok \\]",
                    "ssh-keygen: generating new host keys:( (RSA|DSA|ECDSA|ED25519))+");

    @TempDir
    Path dir;

    @AfterEach
    void removeTheRootFileSystem() {
        if (dir.resolve("unpacked").toFile().exists()) {
            RootOnDisk.delete(dir.resolve("unpacked"));
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void openrcIsProcessOneAndSshdSurvivesARestart(Architecture architecture) throws Exception {
        needs(architecture);
        try (Boot boot = boot(architecture, Map.of())) {
            assertThat(boot.shell("rc-status default").lines())
                    .filteredOn(line -> line.startsWith(" "))
                    .hasSize(3)
                    .allMatch(line -> line.contains("[  started  ]"));
            assertThat(boot.lines()).allMatch(line -> line.matches(BOOT_LINE));

            String before = processOne(boot);
            assertThat(boot.shell("rc-service sshd restart")).contains("Starting sshd ... [ ok ]");
            assertThat(processOne(boot)).isEqualTo(before).startsWith("init ");
        }
    }

    @Test
    void aKeyLogsInAndNothingElseDoes() throws Exception {
        needs(Architecture.AMD64);
        String key = key("id");
        Map<String, String> env = Map.of("SSHD_AUTHORIZED_KEY_1", key("other"), "SSHD_AUTHORIZED_KEY_2", key);
        try (Boot boot = boot(Architecture.AMD64, env)) {
            Commands.Result login = ssh(boot, "id", "id -un && echo $TZ");
            assertThat(login.status()).as(login.output()).isZero();
            assertThat(login.output()).contains("root\n");

            key("stranger");
            Commands.Result refused = ssh(boot, "stranger", "id");
            assertThat(refused.status()).isEqualTo(255);
            assertThat(refused.output()).contains("Permission denied (publickey).");
        }
    }

    @Test
    void aKeyThatIsTakenAwayNoLongerLogsInAfterTheNextStart() throws Exception {
        needs(Architecture.AMD64);
        try (Boot boot = boot(Architecture.AMD64, Map.of("SSHD_AUTHORIZED_KEY_1", key("id")))) {
            assertThat(boot.stop(STOP)).isZero();
        }
        Path keys = dir.resolve("unpacked/bundle/rootfs/root/.ssh/authorized_keys");
        assertThat(keys).isNotEmptyFile();
        try (Boot again = Boot.start(dir.resolve("unpacked/bundle"), Map.of("SSHD_AUTHORIZED_KEY_1", key("new")))) {
            again.await("Starting sshd .*ok", BOOT);
            assertThat(keys).hasContent(key("new"));
            assertThat(again.log()).doesNotContain("generating new host keys", "no matching processes");
        }
    }

    private Boot boot(Architecture architecture, Map<String, String> env) throws Exception {
        ImageSource.Resolved image = RealImages.resolve(RealImages.alpRc(), architecture, dir);
        Boot boot = Boot.start(Boot.unpack(image.archive(), dir.resolve("unpacked")), env);
        boot.await("Starting sshd .*ok", BOOT);
        boot.shell("n=0; until rc-status default | grep -q 'sshd .*started'; do"
                + " [ $((n += 1)) -lt 300 ] || exit 1; sleep 0.1; done");
        return boot;
    }

    /** Name and start time of process 1. */
    private static String processOne(Boot boot) throws Exception {
        return boot.shell("cat /proc/1/comm").strip() + " "
                + boot.shell("cut -d ' ' -f 22 /proc/1/stat").strip();
    }

    private Commands.Result ssh(Boot boot, String key, String command) throws Exception {
        return boot.inNetwork(List.of(
                Needs.tool("ssh").toString(),
                "-F",
                "/dev/null",
                "-i",
                dir.resolve(key).toString(),
                "-o",
                "IdentitiesOnly=yes",
                "-o",
                "BatchMode=yes",
                "-o",
                "StrictHostKeyChecking=accept-new",
                "-o",
                "UserKnownHostsFile=" + dir.resolve("known_hosts"),
                "root@127.0.0.1",
                command));
    }

    /** Makes a key pair if there is none of that name: its public half. */
    private String key(String name) throws Exception {
        Path file = dir.resolve(name);
        if (!file.toFile().exists()) {
            String keygen = Needs.tool("ssh-keygen").toString();
            Commands.output(dir, keygen, "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", file.toString());
        }
        return Files.readString(dir.resolve(name + ".pub")).strip();
    }

    private static void needs(Architecture architecture) {
        Needs.root();
        for (String tool : List.of("runc", "skopeo", "umoci", "nsenter", "ssh", "ssh-keygen")) {
            Needs.tool(tool);
        }
        switch (architecture) {
            case ARM64 -> Needs.binfmt("qemu-aarch64");
            case ARM -> Needs.binfmt("qemu-arm");
            default -> {}
        }
    }
}
