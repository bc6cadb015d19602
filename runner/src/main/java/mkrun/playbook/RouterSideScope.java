package mkrun.playbook;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.Map;

/**
 * A role's {@code tasks/router.groovy}: what every router that runs the role's image needs. What it says of the container
 * is added to it; its tasks run after the container has started.
 */
@Block("a role's router side")
public final class RouterSideScope extends RouterScope {
    private final ContainerInfo container;
    private final ContainerParts parts;

    RouterSideScope(
            HostPlace place,
            Variables vars,
            String role,
            TaskSink sink,
            TaskSink.Around around,
            ContainerInfo container,
            ContainerParts parts) {
        super(place, vars, role, sink, around);
        this.container = container;
        this.parts = parts;
    }

    /** The container. */
    @Word("container.name")
    public ContainerInfo getContainer() {
        return container;
    }

    /** One task with a name, and with what surrounds it: tags, a condition, handlers. */
    @Override
    @Word("task('name') { ... }")
    public void task(
            String name, @DelegatesTo(value = SideTaskScope.class, strategy = Closure.DELEGATE_ONLY) Closure<?> block) {
        super.task(name, block);
    }

    @Override
    TaskScope newTask(String name) {
        return new SideTaskScope(place(), getVars(), name, container);
    }

    /** Environment variables of the container; a value may be a secret. */
    @Word("env TZ: 'Europe/Berlin'")
    public void env(Map<String, ?> variables) {
        place().evaluation().guarded(() -> parts.env(variables));
    }

    /** An environment variable whose name is computed. */
    public void env(String variable, Object value) {
        env(Map.of(variable, value));
    }

    /** A directory of the router inside the container. */
    @Word("mount '/data', at: 'usb1/data'")
    public void mount(
            @NamedParams({
                        @NamedParam(value = "at", type = CharSequence.class, required = true),
                        @NamedParam(value = "readOnly", type = Boolean.class)
                    })
                    Map<String, ?> options,
            String path) {
        place().evaluation().guarded(() -> parts.mount(path, options));
    }

    /** A port of the router that leads into the container, unless the container's block publishes that port itself. */
    @Word("publish 2222, to: 22")
    public void publish(
            @NamedParams({
                        @NamedParam(value = "to", type = Number.class),
                        @NamedParam(value = "protocol", type = CharSequence.class)
                    })
                    Map<String, ?> options,
            Number port) {
        place().evaluation().guarded(() -> parts.publish(port, options));
    }

    /** A port of the router that leads to the same port of the container. */
    public void publish(Number port) {
        publish(Map.of(), port);
    }

    /** How the container's health is checked, unless the container's block says it itself. */
    @Word("health http: 80, startPeriod: '10s'")
    public void health(
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
        place().evaluation().guarded(() -> parts.health(options));
    }
}
