package mkrun.target.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import mkrun.lab.LabConfig;
import mkrun.lab.LabRouter;
import mkrun.lab.LabSpeeds;
import mkrun.routeros.RouterosVersion;
import mkrun.target.Secret;
import mkrun.target.UnreachableException;
import mkrun.target.routeros.RouterLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A router takes so many SSH sessions and no more. */
@Timeout(60)
class SessionLimitTest {
    @TempDir
    private Path dir;

    private LabRouter router(String version) throws Exception {
        return LabRouter.start(LabConfig.of("r1", RouterosVersion.parse(version), "arm64", dir.resolve(version))
                .withLogin("admin", "lab")
                .withSpeeds(LabSpeeds.FAST));
    }

    private RouterLink connect(LabRouter router) throws Exception {
        return SshLink.connect(SshSettings.of(router.host(), "admin")
                .withPort(router.port())
                .withPassword(Secret.of("lab"))
                .withAgent(false)
                .withKnownHosts(Files.writeString(dir.resolve("known"), router.knownHostsLine() + "\n")));
    }

    @Test
    void oneMoreFindsTheConnectionClosedAndHearsWhatToDo() throws Exception {
        try (LabRouter router = router("7.20.8");
                RouterLink first = connect(router)) {
            assertThat(first.exec("/ip/service/set ssh max-sessions=2")).isEmpty();
            try (RouterLink second = connect(router)) {
                assertThatThrownBy(() -> connect(router))
                        .isInstanceOf(UnreachableException.class)
                        .hasMessageContaining("closed before a log-in was possible")
                        .hasMessageContaining("as many SSH sessions as it takes: end some (/user/active/print)")
                        .hasMessageContaining("/ip/service/set ssh max-sessions=N");
                assertThat(second.exec(":put a")).isEqualTo("a\r\n");
            }
            assertThat(whenThereIsRoom(router)).isEqualTo("b\r\n");
        }
    }

    /** The router learns of a session's end a moment later than whoever ends it. */
    private String whenThereIsRoom(LabRouter router) throws Exception {
        while (true) {
            try (RouterLink next = connect(router)) {
                return next.exec(":put b");
            } catch (UnreachableException full) {
                assertThat(full).hasMessageContaining("max-sessions");
            }
        }
    }

    @Test
    void aLowerLimitEndsNobodysSession() throws Exception {
        try (LabRouter router = router("7.24");
                RouterLink first = connect(router);
                RouterLink second = connect(router)) {
            assertThat(first.exec("/ip/service/set ssh max-sessions=1")).isEmpty();
            assertThat(second.exec(":put a")).isEqualTo("a\r\n");
            assertThatThrownBy(() -> connect(router)).hasMessageContaining("max-sessions");
            assertThat(first.exec("/ip/service/set ssh max-sessions=3")).isEmpty();
            connect(router).close();
        }
    }
}
