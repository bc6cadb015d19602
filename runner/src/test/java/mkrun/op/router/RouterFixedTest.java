package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RouterFixedTest {
    @TempDir
    Path dir;

    private static NamedOperation service(String name) {
        return new NamedOperation(name, new RouterFixed("/ip/service", Map.of("name", name), Map.of("disabled", true)));
    }

    @Test
    void aRowOfTheRoutersOwnIsSetOnceAndOneThatIsNotThereIsNamed() throws Exception {
        try (LabPlay lab = new LabPlay(dir, "7.20.8", "arm64")) {
            assertThat(lab.run(List.of(service("telnet"))).changes()).hasSize(1);
            assertThat(lab.run(List.of(service("telnet"))).changes()).isEmpty();
            assertThatThrownBy(() -> lab.run(List.of(service("gopher"))))
                    .hasMessageStartingWith("the router has no /ip/service name=gopher; there are: ftp, ");
        }
    }
}
