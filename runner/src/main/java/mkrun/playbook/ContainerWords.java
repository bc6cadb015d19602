package mkrun.playbook;

import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a container's block and the router sides of its image's roles say of it in the same words; where they say the same
 * thing, the block counts.
 */
public interface ContainerWords {
    /** Takes what a word says of the container; no word itself. */
    void said(Consumer<ContainerParts> word);

    /** Environment variables; a value may be a secret. */
    @Word("env TZ: 'Europe/Berlin'")
    default void env(Map<String, ?> variables) {
        said(parts -> parts.env(variables));
    }

    /** An environment variable whose name is computed. */
    default void env(String variable, Object value) {
        env(Map.of(variable, value));
    }

    /** A directory of the router inside the container. */
    @Word("mount '/data', at: 'usb1/alp-rc/data'")
    default void mount(
            @NamedParams({
                        @NamedParam(value = "at", type = CharSequence.class, required = true),
                        @NamedParam(value = "readOnly", type = Boolean.class)
                    })
                    Map<String, ?> options,
            String path) {
        said(parts -> parts.mount(path, options));
    }

    /** A port of the router that leads into the container, by default to the same port there. */
    @Word("publish 2222, to: 22")
    default void publish(
            @NamedParams({
                        @NamedParam(value = "to", type = Number.class),
                        @NamedParam(value = "protocol", type = CharSequence.class)
                    })
                    Map<String, ?> options,
            Number port) {
        said(parts -> parts.publish(port, options));
    }

    /** A port of the router that leads to the same port of the container. */
    default void publish(Number port) {
        publish(Map.of(), port);
    }

    /** How its health is checked: what {@code HEALTHCHECK} says in a Dockerfile, or a port that must answer. */
    @Word("health http: 80, startPeriod: '10s'")
    default void health(
            @NamedParams({
                        @NamedParam(value = "command", type = CharSequence.class),
                        @NamedParam(value = "tcp", type = Number.class),
                        @NamedParam(value = "http", type = Number.class),
                        @NamedParam(value = "interval", type = CharSequence.class),
                        @NamedParam(value = "timeout", type = CharSequence.class),
                        @NamedParam(value = "retries", type = Number.class),
                        @NamedParam(value = "startPeriod", type = CharSequence.class)
                    })
                    Map<String, ?> options) {
        said(parts -> parts.health(options));
    }
}
