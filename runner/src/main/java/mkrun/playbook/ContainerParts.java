package mkrun.playbook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.op.router.ContainerSpec.Mount;
import mkrun.op.router.ContainerSpec.Publish;
import mkrun.op.router.HealthCheck;
import mkrun.target.Secret;

/** Environment, mounts, ports and health check of a container, gathered from its roles and its own block. The later word wins. */
final class ContainerParts {
    private final Map<String, Object> env = new LinkedHashMap<>();
    private final Map<String, Mount> mounts = new LinkedHashMap<>();
    private final Map<String, Publish> publishes = new LinkedHashMap<>();
    private Optional<HealthCheck> health = Optional.empty();

    void env(Map<String, ?> variables) {
        Values.plainMap(variables).forEach((name, value) -> env.put(name, envValue(name, value)));
    }

    private static Object envValue(String name, Object value) {
        if (value instanceof List || value instanceof Map) {
            throw LoadProblem.here("environment variable '" + name + "' is a list or map", "give it one text", name);
        }
        return value instanceof Secret ? value : value.toString();
    }

    void mount(String path, Map<String, ?> options) {
        Options given = new Options("mount", options, "at", "readOnly");
        mounts.put(path, new Mount(path, given.text("at", ""), given.flag("readOnly", false)));
    }

    void publish(Number port, Map<String, ?> options) {
        Options given = new Options("publish", options, "to", "protocol");
        int to = given.number("to").orElse(port.intValue());
        Publish publish = new Publish(port.intValue(), to, given.text("protocol", "tcp"));
        publishes.put(publish.port() + publish.protocol(), publish);
    }

    void health(Map<String, ?> options) {
        health = Optional.of(SupervisionWords.health(options));
    }

    /** These with others on top; a port of the container that the others publish is theirs to choose. */
    ContainerParts with(ContainerParts over) {
        ContainerParts all = new ContainerParts();
        all.env.putAll(env);
        all.env.putAll(over.env);
        all.mounts.putAll(mounts);
        all.mounts.putAll(over.mounts);
        publishes.forEach((key, ours) -> {
            boolean taken = over.publishes.values().stream()
                    .anyMatch(p -> p.to() == ours.to() && p.protocol().equals(ours.protocol()));
            if (!taken) {
                all.publishes.put(key, ours);
            }
        });
        all.publishes.putAll(over.publishes);
        all.health = over.health.or(() -> health);
        return all;
    }

    Map<String, Object> env() {
        return env;
    }

    List<Mount> mounts() {
        return List.copyOf(mounts.values());
    }

    List<Publish> publishes() {
        return List.copyOf(publishes.values());
    }

    Optional<HealthCheck> health() {
        return health;
    }
}
