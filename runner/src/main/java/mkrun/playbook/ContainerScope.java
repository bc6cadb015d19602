package mkrun.playbook;

import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import mkrun.inventory.Vars;
import mkrun.op.router.ContainerGone;
import mkrun.op.router.ContainerSource;
import mkrun.op.router.ContainerSpec;
import mkrun.op.router.ContainerTasks;
import mkrun.op.router.Deadlines;
import mkrun.op.router.NamedOperation;
import mkrun.op.router.RestartPolicy;
import mkrun.op.router.Supervision;
import mkrun.task.Condition;

/** A container on a router. The router sides of its image's roles come first. */
@Block("a container")
public final class ContainerScope extends ContainerImageScope
        implements ContainerWords, ProgramWords, SurroundingWords {
    private final HostPlace place;
    private final String name;
    private final TaskSink.Around outer;
    private final Surroundings surroundings;
    private final ContainerParts parts = new ContainerParts();
    private Vars own = Vars.EMPTY;
    private String address = "";
    private String gateway = "";
    private String bridge = ContainerSpec.DEFAULT_BRIDGE;
    private String disk = "";
    private String hostname = "";
    private final ProgramSettings settings = new ProgramSettings();
    private boolean startOnBoot = true;
    private boolean logging = true;
    private boolean present = true;
    private List<String> dns = List.of();
    private RestartPolicy restart = RestartPolicy.NO;
    private Deadlines deadlines = Deadlines.USUAL;
    private Duration monitor = Supervision.DEFAULT_MONITOR;
    private final Dependencies dependencies = new Dependencies(position());

    ContainerScope(HostPlace place, String name, TaskSink.Around outer) {
        super(place);
        this.place = place;
        this.name = name;
        this.outer = outer;
        this.surroundings = new Surroundings(place);
    }

    /** The variables of the host, and what {@code vars} of this block set. */
    @Override
    @Word("vars.string('name'), vars name: 'value'")
    public Variables getVars() {
        return new Variables(
                place.vars().vars().with(own).with(place.evaluation().extraVars()), Variables.Sight.HOST);
    }

    /** Sets variables for the roles of the container's image, above those of the inventory. */
    public void vars(Map<String, ?> values) {
        own = own.with(Vars.of(Values.plainMap(values), Positions.here().toString()));
    }

    /** The host that is being evaluated. */
    @Override
    @Word("host.name")
    public PlayHost getHost() {
        return place.host();
    }

    /** The container's address with prefix length. */
    @Word("address '172.17.0.2/24'")
    public void address(String cidr) {
        address = cidr;
    }

    /** The router's address in the container's network; the network's first unless said otherwise. */
    @Word("gateway '172.17.0.1'")
    public void gateway(String ip) {
        gateway = ip;
    }

    /** The bridge that the container joins. */
    @Word("bridge 'containers'")
    public void bridge(String interfaceName) {
        bridge = interfaceName;
    }

    /** The disk that holds it; unless said, the one with most free space. */
    @Word("disk 'usb1'")
    public void disk(String slot) {
        disk = slot;
    }

    /** Its host name inside. */
    @Word("hostname 'alp-rc'")
    public void hostname(String text) {
        hostname = text;
    }

    /** DNS servers for it; unless said, the router's own. */
    @Word("dns '9.9.9.9'")
    public void dns(String... servers) {
        dns = List.of(servers);
    }

    /** Whether the router starts it when it boots; it does unless said otherwise. */
    @Word("startOnBoot false")
    public void startOnBoot(boolean start) {
        startOnBoot = start;
    }

    /** Whether its output goes to the router's log; it does unless said otherwise. */
    @Word("logging false")
    public void logging(boolean log) {
        logging = log;
    }

    /** Whether it is wanted: if not, it goes with all that belongs to it but its volumes, whatever else is said here. */
    @Word("present false")
    public void present(boolean wanted) {
        present = wanted;
    }

    @Override
    public void said(Consumer<ContainerParts> word) {
        place.evaluation().guarded(() -> word.accept(parts));
    }

    @Override
    public void set(Consumer<ProgramSettings> word) {
        place.evaluation().guarded(() -> word.accept(settings));
    }

    /** What the router does when it ends by itself: {@code no}, {@code on-failure}, {@code always}, {@code unless-stopped}. */
    @Word("restart 'on-failure', retries: 5")
    public void restart(
            @NamedParams({
                        @NamedParam(value = "retries", type = Number.class),
                        @NamedParam(value = "interval", type = CharSequence.class)
                    })
                    Map<String, ?> options,
            String policy) {
        place.evaluation().guarded(() -> restart = SupervisionWords.restart(policy, options));
    }

    /** What the router does when it ends by itself; nothing unless said otherwise. */
    public void restart(String policy) {
        restart(Map.of(), policy);
    }

    /** How long steps of its life may take, where that is not what mkrun expects of the router's disk. */
    @Word("deadlines import: '40m', start: '5m'")
    public void deadlines(
            @NamedParams({
                        @NamedParam(value = "import", type = CharSequence.class),
                        @NamedParam(value = "start", type = CharSequence.class),
                        @NamedParam(value = "stop", type = CharSequence.class),
                        @NamedParam(value = "remove", type = CharSequence.class)
                    })
                    Map<String, ?> options) {
        place.evaluation().guarded(() -> deadlines = SupervisionWords.deadlines(options));
    }

    /** How long it must go on running after a start to be taken for well, where no check tells of its health. */
    @Word("monitor '10s'")
    public void monitor(String time) {
        place.evaluation().guarded(() -> monitor = SupervisionWords.monitor(time));
    }

    /** Starts after these other containers of the host, and only when they are healthy; started anew after them, if asked. */
    @Word("dependsOn 'db', restart: true")
    public void dependsOn(
            @NamedParams({@NamedParam(value = "restart", type = Boolean.class)}) Map<String, ?> options,
            String... containers) {
        dependencies.add(options, List.of(containers));
    }

    /** Starts after these other containers of the host, and only when they are healthy. */
    public void dependsOn(String... containers) {
        dependsOn(Map.of(), containers);
    }

    @Override
    public Surroundings surroundings() {
        return surroundings;
    }

    /** Adds the container's tasks, then those of its roles' router sides. */
    void addTasks() {
        if (!place.containers().declare(name)) {
            throw new LoadProblem(position(), "container '" + name + "' is there twice on this host", "", name);
        }
        TaskSink.Around around = surroundings.within(outer);
        if (!present) {
            place.containers().gone(name);
            add(new NamedOperation("gone", new ContainerGone(name)), around);
            return;
        }
        Chosen chosen = chosen(name);
        ContainerSource source = chosen.source();
        if (address.isEmpty()) {
            throw new LoadProblem(
                    position(), "container '" + name + "' has no address", "write address '172.17.0.2/24'", name);
        }
        RouterSides sides =
                new RouterSides(place, chosen, new ContainerInfo(name, imageName(), address), own, around, imageAt());
        sides.evaluate();
        ContainerSpec spec = spec(sides.parts().with(parts));
        if (around.when() == Condition.ALWAYS) {
            place.evaluation().claims().claim(place.host().getName(), spec, position());
        }
        place.containers().add(name, dependencies, around.transaction().isPresent(), others -> {
            ContainerSpec whole =
                    spec.supervised(new Supervision(spec.supervision().health(), restart, others, deadlines, monitor));
            for (NamedOperation task :
                    ContainerTasks.of(whole, source, place.containers().declared())) {
                add(task, around);
            }
            sides.addTasks();
            place.restarts().add(dependencies.restarting(), whole, source, position(), around);
            return whole;
        });
    }

    private void add(NamedOperation task, TaskSink.Around around) {
        if (around.transaction().isPresent() && task.cleansUp()) {
            place.afterTransaction(() -> add(task, around.alone()));
            return;
        }
        TaskSink.Around whole = task.transaction()
                .filter(t -> around.transaction().isEmpty())
                .map(around::in)
                .orElse(around);
        place.tasks().add("container " + name, task.name(), position(), task.operation(), whole);
    }

    private ContainerSpec spec(ContainerParts all) {
        return new ContainerSpec(
                name,
                imageName(),
                address,
                gateway,
                bridge,
                all.mounts(),
                all.publishes(),
                all.env(),
                disk,
                startOnBoot,
                logging,
                dns,
                hostname,
                settings.fields(),
                new Supervision(all.health(), restart, List.of(), deadlines, monitor));
    }
}
