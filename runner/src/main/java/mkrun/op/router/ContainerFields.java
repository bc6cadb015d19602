package mkrun.op.router;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.routeros.Dialect;
import mkrun.routeros.Lack;

/**
 * The fields of a container's row that are wanted, for one version.
 *
 * @param spec of the container
 * @param dialect what the router understands
 */
record ContainerFields(ContainerSpec spec, Dialect dialect) {
    private static final String COMMAND = "healthcheck-cmd";
    private static final String POLICY = "restart-policy";
    private static final String AFTER = "auto-restart-interval";
    private static final String RETRIES = "restart-max-count";
    /** Before 7.23 a container that is started again must have such a time, which is 10 s unless said otherwise. */
    private static final Duration RESTART = Duration.ofSeconds(10);

    /** All of them. */
    Map<String, Object> all() {
        Map<String, Object> fields = basic(spec, ContainerRows.named(dialect));
        fields.putAll(health());
        fields.putAll(restart());
        return fields;
    }

    /** Those that every version can have; lists without rows are not referred to. */
    static Map<String, Object> basic(ContainerSpec spec, boolean named) {
        ContainerNames names = new ContainerNames(spec);
        Map<String, Object> fields = new LinkedHashMap<>();
        if (named) {
            fields.put("name", spec.name());
        }
        fields.put("interface", names.veth());
        fields.put("envlists", spec.env().isEmpty() ? "" : names.envList());
        fields.put("mountlists", spec.mounts().stream().map(names::mountList).toList());
        fields.put("dns", spec.dns());
        if (!spec.hostname().isEmpty()) {
            fields.put("hostname", spec.hostname());
        }
        fields.putAll(spec.settings());
        fields.put("logging", spec.logging());
        fields.put("start-on-boot", spec.startOnBoot());
        return fields;
    }

    /** What the router lacks to have them. What belongs to one word of the playbook is told once, by that word. */
    List<Lack> lacks() {
        Wording wording = new Wording(dialect, ContainerRows.MENU);
        Map<String, Object> others = basic(spec, ContainerRows.named(dialect));
        others.putAll(health());
        List<Lack> lacks = new ArrayList<>(wording.lacks(others));
        if (dialect.lack(ContainerRows.MENU).isEmpty()) {
            wording.lacks(restart()).stream()
                    .max(Comparator.comparing(lack -> !lack.subject().equals(AFTER)))
                    .map(this::ofRestart)
                    .ifPresent(lacks::add);
        }
        return lacks;
    }

    /** @param lack of the field that came last */
    private Lack ofRestart(Lack lack) {
        String retries = lack.subject().equals(RETRIES) ? " with retries" : "";
        String word = spec.supervision().restart().mode().word();
        return new Lack("restart", "cannot do restart '" + word + "'" + retries + ": it " + lack.what(), lack.since());
    }

    /** The check that the router makes itself, by a command inside the container. */
    Optional<HealthCheck> ownCheck() {
        return spec.supervision()
                .health()
                .filter(check -> !check.command().isBlank())
                .filter(check -> has(COMMAND) || check.port().isEmpty());
    }

    /** Whether such a router runs the check that an image brings. */
    boolean checksImages() {
        return has(COMMAND);
    }

    private Map<String, Object> health() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(COMMAND, ownCheck().map(HealthCheck::command).orElse(""));
        if (has(COMMAND)) {
            ownCheck().ifPresent(check -> {
                fields.put("healthcheck-interval", time(check.interval()));
                fields.put("healthcheck-timeout", time(check.timeout()));
                fields.put("healthcheck-retries", check.retries());
                fields.put("healthcheck-start-period", time(check.startPeriod()));
            });
        }
        return fields;
    }

    private Map<String, Object> restart() {
        RestartPolicy wanted = spec.supervision().restart();
        Map<String, Object> fields = new LinkedHashMap<>();
        boolean always = wanted.mode().routeros().equals(RestartPolicy.Mode.ALWAYS.routeros());
        if (always && !has(POLICY)) {
            fields.put(AFTER, time(wanted.interval().orElse(RESTART)));
        } else {
            fields.put(POLICY, wanted.mode().routeros());
            fields.put(AFTER, "none");
            wanted.interval().ifPresent(i -> fields.put("restart-interval", time(i)));
        }
        wanted.retries().ifPresent(n -> fields.put(RETRIES, n));
        return fields;
    }

    private boolean has(String field) {
        return dialect.fields(ContainerRows.MENU).stream()
                .anyMatch(f -> f.name().equals(field));
    }

    /** As consoles take it. */
    static String time(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
}
