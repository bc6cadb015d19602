package mkrun.op.router;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.op.image.ImageBuilt;
import mkrun.op.image.ImageSource;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Operation;
import mkrun.task.Transaction;

/** What a container on a router consists of. */
public final class ContainerTasks {
    private final ContainerSpec spec;
    private final ContainerNames names;
    private final ContainerSource source;
    private final Set<String> neighbours;

    private ContainerTasks(ContainerSpec spec, ContainerSource source, Set<String> neighbours) {
        this.neighbours = neighbours;
        this.spec = spec;
        this.names = new ContainerNames(spec);
        this.source = source;
    }

    /** The tasks, in the order they must run. */
    public static List<NamedOperation> of(ContainerSpec spec, ContainerSource source) {
        return of(spec, source, Set.of());
    }

    /**
     * The same beside others.
     *
     * @param neighbours names of all containers that the play has on that router, wanted or not; read when the tasks run
     */
    public static List<NamedOperation> of(ContainerSpec spec, ContainerSource source, Set<String> neighbours) {
        return new ContainerTasks(spec, source, neighbours).tasks();
    }

    /** Those of a container of an image that mkrun builds. */
    public static List<NamedOperation> of(ContainerSpec spec, ImageSource source) {
        return of(spec, built(source));
    }

    /** An image that mkrun builds and uploads. */
    public static ContainerSource built(ImageSource source) {
        return new UploadedImage(source);
    }

    /** The task that restarts it, if it runs. */
    public static NamedOperation restart(ContainerSpec spec, ContainerSource source) {
        ContainerRuns runs = new ContainerRuns(spec, source, List.of());
        return new NamedOperation(ContainerRestarted.title(spec.name()), new ContainerRestarted(runs));
    }

    private List<NamedOperation> tasks() {
        ContainerPart veth = part("/interface/veth", "veth", List.of(veth()), List.of());
        ContainerPart env = part("/container/envs", "env", env(), List.of(veth));
        ContainerPart mounts = part("/container/mounts", "mount", mounts(), List.of(veth, env));
        List<NamedOperation> tasks = new ArrayList<>();
        tasks.add(new NamedOperation("what runs as " + spec.name(), new ContainerRevived(spec)));
        tasks.add(new NamedOperation("router can run containers", new ContainerReady(spec, source, neighbours)));
        Optional<UploadedImage> built = source instanceof UploadedImage own ? Optional.of(own) : Optional.empty();
        built.ifPresent(image ->
                tasks.add(new NamedOperation("image " + spec.image(), new ImageBuilt(spec.image(), image.source()))));
        tasks.addAll(network());
        built.ifPresent(image -> tasks.add(risky("upload image " + spec.image(), new ImageUploaded(spec, image))));
        tasks.add(risky("interface " + names.veth(), veth));
        tasks.add(risky("bridge port " + names.veth(), port()));
        tasks.add(risky("published ports", published()));
        String gets = built.isPresent() ? "import image " : "pull image ";
        tasks.add(risky(gets + spec.image(), new ContainerImported(spec, source)));
        tasks.add(risky("environment", env));
        tasks.add(risky("mounts", mounts));
        tasks.add(risky(ContainerRuns.title(spec.name()), new ContainerRuns(spec, source, List.of(veth, env, mounts))));
        tasks.add(new NamedOperation("what " + spec.name() + " has replaced", new ContainerCleaned(spec, source)));
        return tasks;
    }

    /** A step on the way of a container that may replace, or restart, one that runs: that one runs again if it fails. */
    private NamedOperation risky(String name, Operation<RouterProbe, ?> operation) {
        return new NamedOperation(name, operation, Optional.of(new Transaction("container " + spec.name(), true)));
    }

    /** What all containers of a network share, under marks of the network. */
    private List<NamedOperation> network() {
        String bridge = spec.bridge();
        String gateway = spec.gatewayAddress() + "/" + Cidr.host(spec.address()).prefix();
        String network = Cidr.host(spec.address()).network();
        return List.of(
                new NamedOperation(
                        "bridge " + bridge,
                        new RouterEntry(
                                "/interface/bridge",
                                Map.of("name", bridge),
                                Map.of(),
                                SharedNetwork.bridgeMark(bridge),
                                true)),
                new NamedOperation(
                        "gateway " + gateway,
                        new RouterEntry(
                                "/ip/address",
                                Map.of("address", gateway),
                                Map.of("interface", bridge),
                                SharedNetwork.addressMark(gateway),
                                true)),
                new NamedOperation(
                        "masquerade " + network,
                        new RouterEntry(
                                "/ip/firewall/nat",
                                ordered("chain", "srcnat", "action", "masquerade", "src-address", network),
                                Map.of(),
                                SharedNetwork.masqueradeMark(network),
                                true)));
    }

    private ContainerPart part(String menu, String kind, List<RouterEntry> entries, List<ContainerPart> before) {
        return new ContainerPart(spec, owned(menu, kind, entries), before);
    }

    private RouterEntries owned(String menu, String kind, List<RouterEntry> entries) {
        return new RouterEntries(menu, spec.name() + "/" + kind, entries);
    }

    private String mark(String kind, String what) {
        return spec.name() + "/" + kind + "/" + what;
    }

    private RouterEntry veth() {
        return new RouterEntry(
                "/interface/veth",
                Map.of("name", names.veth()),
                ordered("address", spec.address(), "gateway", spec.gatewayAddress()),
                mark("veth", names.veth()),
                true);
    }

    private RouterEntry port() {
        return new RouterEntry(
                "/interface/bridge/port",
                Map.of("interface", names.veth()),
                Map.of("bridge", spec.bridge()),
                mark("port", names.veth()),
                true);
    }

    private ContainerPublished published() {
        return new ContainerPublished(spec.name(), owned(SharedNetwork.NAT, "publish", publishes()), neighbours);
    }

    /** Marked by where they lead, so that another port of the router is a change of the rule in its place. */
    private List<RouterEntry> publishes() {
        List<RouterEntry> rules = new ArrayList<>();
        Map<String, Integer> seen = new LinkedHashMap<>();
        for (ContainerSpec.Publish publish : spec.publishes()) {
            String target = publish.protocol() + "/" + publish.to();
            int nth = seen.merge(target, 1, Integer::sum);
            rules.add(new RouterEntry(
                    "/ip/firewall/nat",
                    ordered("chain", "dstnat", "protocol", publish.protocol(), "dst-port", publish.port()),
                    ordered(
                            "action",
                            "dst-nat",
                            "to-addresses",
                            Cidr.host(spec.address()).ip(),
                            "to-ports",
                            publish.to()),
                    mark("publish", target + (nth == 1 ? "" : "/" + nth)),
                    true));
        }
        return rules;
    }

    private List<RouterEntry> env() {
        return spec.env().entrySet().stream()
                .map(e -> new RouterEntry(
                        "/container/envs",
                        ordered("list", names.envList(), "key", e.getKey()),
                        Map.of("value", e.getValue()),
                        mark("env", e.getKey()),
                        true))
                .toList();
    }

    private List<RouterEntry> mounts() {
        return spec.mounts().stream()
                .map(m -> new RouterEntry(
                        "/container/mounts",
                        ordered("list", names.mountList(m), "dst", m.path()),
                        ordered("src", "/" + Normal.path(m.at()), "mode", m.readOnly() ? "ro" : "rw"),
                        mark("mount", Normal.path(m.path())),
                        true))
                .toList();
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return map;
    }
}
