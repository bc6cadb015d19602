package mkrun.target.routeros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mkrun.lab.LabConfig;
import mkrun.lab.LabRouter;
import mkrun.routeros.RouterosVersion;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.target.ssh.SshLink;
import mkrun.target.ssh.SshSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A router that is about to take something back is waited for, but not for ever. */
@Timeout(60)
class SettledLookTest {
    @TempDir
    Path dir;

    @Test
    void whoWaitsInVainIsToldUntilWhenAndWhatToDo() throws Exception {
        LabConfig config = LabConfig.of("r1", RouterosVersion.parse("7.20.8"), "arm64", dir.resolve("r1"))
                .withLogin("admin", "lab");
        try (LabRouter router = LabRouter.start(config)) {
            Path known = Files.writeString(dir.resolve("known_hosts"), router.knownHostsLine() + "\n");
            SessionAgain link = new SessionAgain(
                    () -> SshLink.connect(SshSettings.of(router.host(), "admin")
                            .withPort(router.port())
                            .withPassword(Secret.of("lab"))
                            .withAgent(false)
                            .withKnownHosts(known)),
                    notice -> {});
            link.exec("/system/scheduler/add name=mkrun-commit-confirm interval=1h comment=\"begun mk12ab\"");
            Expected expected = new Expected(Set.of("/ip/address"), KnownRouters.NONE, Optional.empty());
            List<String> notices = new ArrayList<>();
            SettledLook look = new SettledLook(link, Duration.ofMillis(1), Duration.ZERO, notices::add);

            assertThatThrownBy(() -> look.of(new FirstLook(link, expected, RowRoom.UNLIMITED)))
                    .isInstanceOf(TargetException.class)
                    .hasMessageMatching("a change that another run made, or one that was ended, still waits for its"
                            + " confirmation, and what the router shows is about to change: it is taken back at"
                            + " \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d by the router's clock\\. Run again after that; or keep"
                            + " what was changed, and run again at once, by /system/scheduler/remove"
                            + " mkrun-commit-confirm");
            assertThat(notices)
                    .singleElement()
                    .asString()
                    .matches("a change that another run made, or one that was ended, waits for its confirmation"
                            + " \\(/system/scheduler mkrun-commit-confirm\\)\\. This run waits until it is confirmed or the router"
                            + " has taken it back, which it does at \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d by the router's clock; for 0 s"
                            + " at most");
            link.close();
        }
    }
}
