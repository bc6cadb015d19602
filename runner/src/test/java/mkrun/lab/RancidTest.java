package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import mkrun.routeros.RouterosVersion;
import mkrun.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RANCID's log-in for MikroTik, which waits for prompts of a real terminal, against an emulated router. */
class RancidTest {
    @TempDir
    Path dir;

    @Test
    void mtloginRunsItsCommands() throws LabException, IOException {
        Path mtlogin = Needs.program("/usr/lib/rancid/bin/mtlogin", "rancid");
        LabConfig config = LabConfig.of("r1", RouterosVersion.parse("7.20.8"), "arm64", dir.resolve("r1"))
                .withLogin("admin", "secret");
        try (LabRouter router = LabRouter.start(config)) {
            Path known = Files.writeString(dir.resolve("known_hosts"), router.knownHostsLine() + "\n");
            Path ssh = Files.writeString(
                    dir.resolve("ssh-lab"),
                    "#!/bin/sh\nexec ssh -o UserKnownHostsFile=%s -o PreferredAuthentications=password -p %d \"$@\"\n"
                            .formatted(known, router.port()));
            Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwx------"));
            Path rc = Files.writeString(dir.resolve("cloginrc"), """
                    add user * admin
                    add password * {secret}
                    add method * ssh
                    add sshcmd * {%s}
                    """.formatted(ssh));
            Files.setPosixFilePermissions(rc, PosixFilePermissions.fromString("rw-------"));
            Client.Result result = new Client(dir)
                    .run(
                            List.of(
                                    "/usr/bin/env",
                                    "HOME=" + dir,
                                    mtlogin.toString(),
                                    "-t",
                                    "20",
                                    "-f",
                                    rc.toString(),
                                    "-c",
                                    "system routerboard print;export",
                                    "127.0.0.1"),
                            "");
            assertThat(result.out()).as(result.out() + result.err()).contains("# model = RB5009UG+S+");
        }
    }
}
