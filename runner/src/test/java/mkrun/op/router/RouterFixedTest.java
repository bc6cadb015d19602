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

    /** 7.24 takes {@code address} and gives back {@code available-from}. */
    @Test
    void aNameThatAllVersionsTakeIsReadByTheOneThatEachGivesBack() throws Exception {
        RouterFixed ssh = new RouterFixed("/ip/service", Map.of("name", "ssh"), Map.of("address", "10.0.0.0/8"));
        SeenRouter newest = new SeenRouter("7.24").row("/ip/service", "name", "ssh", "available-from", "10.0.0.0/8");
        assertThat(Planned.plan(ssh, newest).changes()).isEmpty();
        SeenRouter open = new SeenRouter("7.24").row("/ip/service", "name", "ssh", "available-from", "");
        assertThat(Planned.plan(ssh, open).changes()).singleElement().satisfies(set -> assertThat(set.summary())
                .isEqualTo("/ip/service/set *1 available-from=10.0.0.0/8"));
        assertThatThrownBy(() -> new RouterFixed(
                        "/ip/service", Map.of("name", "ssh"), Map.of("address", "", "available-from", "")))
                .hasMessage("/ip/service: 'address' and 'available-from' are the same field: say one of them");
    }
}
