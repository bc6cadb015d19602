package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import mkrun.routeros.Dialect;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import mkrun.target.routeros.AwaitRows.State;
import org.junit.jupiter.api.Test;

class HealthJudgeTest {
    private static final HealthCheck.Port SSH = new HealthCheck.Port(HealthCheck.Protocol.TCP, 22);

    private static HealthCheck check(String command, Optional<HealthCheck.Port> port) {
        return new HealthCheck(
                command, port, HealthCheck.DEFAULT_TIME, HealthCheck.DEFAULT_TIME, 3, Duration.ofSeconds(20));
    }

    private static ContainerSpec spec(Supervision supervision) {
        return PlainContainer.of("web", "web", "172.17.0.2/24").supervised(supervision);
    }

    private static ContainerSpec spec(HealthCheck check) {
        return spec(new Supervision(Optional.of(check), RestartPolicy.NO, List.of()));
    }

    private static Row row(String... fields) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            values.put(fields[i], fields[i + 1]);
        }
        return new Row("*1", values);
    }

    private static State look(String version, HealthCheck check, Row container, Row... probes) {
        ContainerWatch watch = new ContainerWatch(spec(check), Dialect.complete(RouterosVersion.parse(version)));
        return new HealthJudge(r -> true, watch)
                .look(Map.of("/container", List.of(container), "/tool/netwatch", List.of(probes)));
    }

    @Test
    void aRouterThatChecksItselfHasTheLastWord() {
        HealthCheck both = check("true", Optional.of(SSH));
        assertThat(look("7.24", both, row("healthy", "true")).reached()).isTrue();
        assertThat(look("7.24", both, row("starting-with-healthcheck", "true")))
                .isEqualTo(State.waiting("running, and no check of its health has succeeded"));
        assertThat(look("7.24", both, row("running", "true")).reached()).isFalse();
        assertThat(look("7.24", both, row("unhealthy", "true", "healthcheck-status", "bad, output: refused"))
                        .failure())
                .contains("it is unhealthy: \"bad, output: refused\"");
    }

    @Test
    void otherwiseNetwatchHas() {
        HealthCheck both = check("true", Optional.of(SSH));
        Row runs = row("status", "running");
        Row up = row("host", "172.17.0.2", "type", "tcp-conn", "status", "up");
        Row down = row("host", "172.17.0.2", "type", "tcp-conn", "status", "down");
        Row other = row("host", "172.17.0.3", "type", "tcp-conn", "status", "up");
        assertThat(look("7.9.2", both, runs, other, up).reached()).isTrue();
        assertThat(look("7.9.2", both, runs, other, down))
                .isEqualTo(State.waiting("running, and nothing answers at port 22 (tcp)"));
        assertThat(look("7.9.2", both, runs, other).reached()).isFalse();
        // a port is watched on every version
        assertThat(look("7.24", check("", Optional.of(SSH)), row("running", "true"), up)
                        .reached())
                .isTrue();
    }

    @Test
    void oneThatEndedNeedsNotBeWaitedFor() {
        HealthCheck port = check("", Optional.of(SSH));
        assertThat(look("7.20.8", port, row("stopped", "true", "comment", "exited with status 1"))
                        .failure())
                .contains("it does not run any more: \"exited with status 1\"");
        assertThat(look("7.20.8", port, row("starting", "true")).failure()).isEmpty();
    }

    @Test
    void theDeadlineIsWhenAllRetriesAreOver() {
        // 20 s to start, then three times 30 s until a check and 30 s for it, and a second until it is told
        assertThat(check("true", Optional.empty()).deadline()).isEqualTo(Duration.ofSeconds(201));
    }

    @Test
    void whatAVersionCannotIsSaidWithTheFirstThatCan() throws TargetException {
        assertThat(lacks(
                        new Supervision(Optional.of(check("true", Optional.empty())), RestartPolicy.NO, List.of()),
                        "7.20.8"))
                .containsExactly("RouterOS 7.20.8 has no field healthcheck-cmd of /container;"
                        + " RouterOS 7.22 is the first that has it");
        assertThat(lacks(
                        new Supervision(Optional.of(check("true", Optional.of(SSH))), RestartPolicy.NO, List.of()),
                        "7.9.2"))
                .isEmpty();
        assertThat(lacks(restart("always"), "7.19.6"))
                .containsExactly(
                        "RouterOS 7.19.6 cannot do restart 'always': it has no field auto-restart-interval of /container;"
                                + " RouterOS 7.20 is the first that has it");
        assertThat(lacks(restart("on-failure"), "7.22.3"))
                .containsExactly(
                        "RouterOS 7.22.3 cannot do restart 'on-failure': it has no field restart-policy of /container;"
                                + " RouterOS 7.23 is the first that has it");
        RestartPolicy all = new RestartPolicy(
                RestartPolicy.Mode.ON_FAILURE, OptionalInt.of(5), Optional.of(Duration.ofSeconds(30)));
        assertThat(lacks(new Supervision(Optional.empty(), all, List.of()), "7.9.2"))
                .hasSize(1);
        RestartPolicy often = new RestartPolicy(RestartPolicy.Mode.ALWAYS, OptionalInt.of(5), Optional.empty());
        assertThat(lacks(new Supervision(Optional.empty(), often, List.of()), "7.12"))
                .containsExactly("RouterOS 7.12 cannot do restart 'always' with retries: it has no field"
                        + " restart-max-count of /container; RouterOS 7.23 is the first that has it");
        assertThat(lacks(restart("no"), "7.9.2")).isEmpty();
        assertThat(lacks(restart("unless-stopped"), "7.20.8")).isEmpty();
    }

    @Test
    void aPolicyIsSaidAsTheVersionSaysIt() {
        assertThat(fields(restart("always"), "7.20.8")).containsEntry("auto-restart-interval", "10s");
        assertThat(fields(restart("unless-stopped"), "7.24")).containsEntry("restart-policy", "always");
        assertThat(fields(restart("no"), "7.22.3")).containsEntry("auto-restart-interval", "none");
    }

    private static Map<String, Object> fields(Supervision supervision, String version) {
        return new ContainerFields(spec(supervision), Dialect.complete(RouterosVersion.parse(version))).all();
    }

    private static Supervision restart(String word) {
        return new Supervision(
                Optional.empty(),
                new RestartPolicy(RestartPolicy.Mode.of(word).orElseThrow(), OptionalInt.empty(), Optional.empty()),
                List.of());
    }

    private static List<String> lacks(Supervision supervision, String version) throws TargetException {
        List<String> lacks = new ArrayList<>();
        for (NamedOperation task : ContainerTasks.of(spec(supervision), TestImage.of("one"))) {
            lacks.addAll(task.operation().unsupported(new SeenRouter(version)));
        }
        return lacks;
    }

    @Test
    void whatNoRouterTakesIsRefused() {
        assertThatThrownBy(() -> check("", Optional.empty()))
                .hasMessage("health: say what to check: command: '...', tcp: PORT or http: PORT");
        assertThatThrownBy(() -> new HealthCheck.Port(HealthCheck.Protocol.TCP, 0))
                .hasMessage("health: ports go from 1 to 65535, not 0");
    }
}
