package mkrun.playbook;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import mkrun.image.ImageHealth;
import mkrun.op.router.Deadlines;
import mkrun.op.router.HealthCheck;
import mkrun.op.router.RestartPolicy;
import mkrun.spelling.DidYouMean;

/** What the words say that look after a running container. */
final class SupervisionWords {
    private SupervisionWords() {}

    static HealthCheck health(Map<String, ?> options) {
        Options given = new Options(
                "health", options, "command", "tcp", "http", "interval", "timeout", "retries", "startPeriod");
        if (given.has("tcp") && given.has("http")) {
            throw LoadProblem.here(
                    "health has both tcp and http", "one port is checked: take one of them away", "http");
        }
        if (given.has("command")) {
            List.of("interval", "timeout", "startPeriod").forEach(option -> requireWholeSeconds(given, option));
        }
        return new HealthCheck(
                given.text("command", ""),
                port(given, "tcp", HealthCheck.Protocol.TCP).or(() -> port(given, "http", HealthCheck.Protocol.HTTP)),
                given.time("interval").orElse(HealthCheck.DEFAULT_TIME),
                given.time("timeout").orElse(HealthCheck.DEFAULT_TIME),
                given.number("retries").orElse(HealthCheck.DEFAULT_RETRIES),
                given.time("startPeriod").orElse(Duration.ZERO));
    }

    /** Routers tell times of containers without fractions: those would be set anew, and restart the container, in each run. */
    private static void requireWholeSeconds(Options given, String option) {
        if (given.time(option).filter(time -> time.getNano() > 0).isPresent()) {
            throw LoadProblem.here(
                    "option '" + option + "' of 'health' has a fraction of a second",
                    "with command: it is in whole seconds, as routers tell it",
                    option);
        }
    }

    static ImageHealth imageHealth(Map<String, ?> options) {
        Options given = new Options("health", options, "command", "interval", "timeout", "retries", "startPeriod");
        return new ImageHealth(
                given.text("command", ""),
                given.time("interval").orElse(HealthCheck.DEFAULT_TIME),
                given.time("timeout").orElse(HealthCheck.DEFAULT_TIME),
                given.number("retries").orElse(HealthCheck.DEFAULT_RETRIES),
                given.time("startPeriod").orElse(Duration.ZERO));
    }

    private static Optional<HealthCheck.Port> port(Options given, String option, HealthCheck.Protocol protocol) {
        OptionalInt number = given.number(option);
        return number.isPresent() ? Optional.of(new HealthCheck.Port(protocol, number.getAsInt())) : Optional.empty();
    }

    static Deadlines deadlines(Map<String, ?> options) {
        Options given = new Options("deadlines", options, "import", "start", "stop", "remove");
        return new Deadlines(given.time("import"), given.time("start"), given.time("stop"), given.time("remove"));
    }

    static Duration monitor(String time) {
        return new Options("monitor", Map.of("time", time), "time").time("time").orElseThrow();
    }

    static RestartPolicy restart(String policy, Map<String, ?> options) {
        Options given = new Options("restart", options, "retries", "interval");
        RestartPolicy.Mode mode = RestartPolicy.Mode.of(policy).orElseThrow(() -> {
            String near = DidYouMean.hint(policy, RestartPolicy.Mode.words());
            String all = "there are: " + String.join(", ", RestartPolicy.Mode.words());
            return LoadProblem.here("unknown restart policy '" + policy + "'", near.isEmpty() ? all : near, policy);
        });
        return new RestartPolicy(mode, given.number("retries"), given.time("interval"));
    }
}
