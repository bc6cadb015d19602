package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mkrun.routeros.ContainerState;
import mkrun.routeros.Row;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a container's program runs, said and unsaid. */
@Timeout(120)
class ContainerSettingsTest {
    private static final TestImage ONE = TestImage.of("one");
    private static final TestImage TWO = TestImage.of("two");

    @TempDir
    Path dir;

    private static List<NamedOperation> tasks(TestImage image, Object... settings) {
        Map<String, Object> said = new LinkedHashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            said.put(settings[i].toString(), settings[i + 1]);
        }
        return ContainerTasks.of(PlainContainer.with(PlainContainer.of("web", "web", "172.17.0.2/24"), said), image);
    }

    private static Row row(LabPlay play) throws TargetException {
        List<Row> rows = play.rows("/container");
        assertThat(rows).hasSize(1);
        assertThat(ContainerState.of(rows.get(0))).isEqualTo(ContainerState.RUNNING);
        return rows.get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.19.6", "7.21.5", "7.24"})
    void whatIsSaidIsSetAndChangedAndKeptByAnUpgrade(String version) throws Exception {
        Object[] said = {"cmd", "/sbin/init --name \"a b\"", "user", "0:0", "workdir", "/srv"};
        Object[] other = {"cmd", "", "user", "0:0", "workdir", "/srv"};
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            LabPlay.Result predicted = play.check(tasks(ONE, said));
            assertThat(play.run(tasks(ONE, said)).diff()).isEqualTo(predicted.diff());
            assertThat(row(play).text("cmd")).isEqualTo(said[1]);
            assertThat(play.run(tasks(ONE, said)).diff()).isEmpty();

            predicted = play.check(tasks(TWO, said));
            assertThat(play.run(tasks(TWO, said)).diff()).isEqualTo(predicted.diff());
            assertThat(row(play).text("cmd")).isEqualTo(said[1]);
            assertThat(row(play).text("user")).isEqualTo("0:0");
            assertThat(row(play).text("workdir")).isEqualTo("/srv");
            assertThat(play.run(tasks(TWO, said)).diff()).isEmpty();

            predicted = play.check(tasks(TWO, other));
            LabPlay.Result changed = play.run(tasks(TWO, other));
            assertThat(changed.changed()).containsExactly("container web");
            assertThat(changed.diff()).isEqualTo(predicted.diff());
            assertThat(String.join("\n", changed.diff()))
                    .containsSubsequence("/container/stop", "/container/set", "cmd=\"\"", "/container/start");
            assertThat(row(play).text("cmd")).isEmpty();
            assertThat(play.run(tasks(TWO, other)).diff()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.16.2", "7.20.8", "7.24"})
    void whatIsNotSaidStaysAndIsKeptByAnUpgradeUnlessItMayBeTheImages(String version) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            play.run(tasks(ONE));
            play.console(
                    "/container/set [find where interface=\"veth-web\"] cmd=\"/sbin/init --token t0ken\" user=\"0:0\""
                            + " domain-name=\"lan\" workdir=\"/srv\"");
            assertThat(play.run(tasks(ONE)).diff()).isEmpty();

            LabPlay.Result predicted = play.check(tasks(TWO, "user", "1:1"));
            LabPlay.Result upgraded = play.run(tasks(TWO, "user", "1:1"));
            assertThat(upgraded.diff()).isEqualTo(predicted.diff());
            assertThat(String.join("\n", upgraded.diff()))
                    .contains("cmd=" + Secret.MASK)
                    .doesNotContain("t0ken", "0:0");
            assertThat(row(play).text("cmd")).isEqualTo("/sbin/init --token t0ken");
            assertThat(row(play).text("user")).isEqualTo("1:1");
            assertThat(row(play).text("domain-name")).isEqualTo("lan");
            assertThat(row(play).text("workdir")).isEmpty();
            assertThat(play.run(tasks(TWO, "user", "1:1")).diff()).isEmpty();
        }
    }

    @Test
    void limitsOfMemoryAreSetAndKept() throws Exception {
        Object[] said = {"memory-high", "64M", "memory-max", "96MiB", "swap-max", "unlimited"};
        try (LabPlay play = new LabPlay(dir, "7.24", "arm64")) {
            play.run(tasks(ONE, said));
            assertThat(play.run(tasks(ONE, said)).diff()).isEmpty();
            String high = row(play).text("memory-high");
            play.run(tasks(TWO));
            assertThat(row(play).text("memory-high")).isEqualTo(high);
            assertThat(play.run(tasks(TWO, said)).diff()).isEmpty();
            LabPlay.Result lifted = play.run(tasks(TWO, "memory-high", "unlimited"));
            assertThat(String.join("\n", lifted.diff())).contains("memory-high=unlimited");
            assertThat(play.run(tasks(TWO, "memory-high", "unlimited")).diff()).isEmpty();
        }
    }

    @Test
    void aTokenInTheArgumentsIsNeverShown() throws Exception {
        Secret words = Secret.of("/sbin/init --token s3cr3t");
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            LabPlay.Result first = play.run(tasks(ONE, "cmd", words));
            assertThat(String.join("\n", first.diff()))
                    .contains("cmd=" + Secret.MASK)
                    .doesNotContain("s3cr3t");
            assertThat(row(play).text("cmd")).isEqualTo(words.reveal());
            assertThat(play.run(tasks(ONE, "cmd", words)).diff()).isEmpty();
        }
    }

    @Test
    void whatAVersionLacksIsToldWithTheFirstThatHasIt() throws Exception {
        assertThat(lacks("7.19.6", "memory-high", "64M"))
                .containsExactly("RouterOS 7.19.6 has no field memory-high of /container;"
                        + " RouterOS 7.20 is the first that has it");
        assertThat(lacks("7.22.3", "memory-max", "64M"))
                .containsExactly("RouterOS 7.22.3 has no field memory-max of /container;"
                        + " RouterOS 7.23 is the first that has it");
        assertThat(lacks(
                        "7.9.2",
                        "memory-high",
                        "unlimited",
                        "cmd",
                        "x",
                        "user",
                        "0",
                        "workdir",
                        "/",
                        "entrypoint",
                        "y"))
                .isEmpty();
    }

    private static List<String> lacks(String version, Object... settings) throws TargetException {
        List<String> lacks = new ArrayList<>();
        for (NamedOperation task : tasks(ONE, settings)) {
            lacks.addAll(task.operation().unsupported(new SeenRouter(version)));
        }
        return lacks;
    }

    @Test
    void aLimitThatIsNoSizeIsRefusedAtOnce() {
        assertThatThrownBy(() -> tasks(ONE, "memory-high", "much"))
                .hasMessageStartingWith("/container: 'memory-high' cannot be 'much', it takes ");
    }
}
