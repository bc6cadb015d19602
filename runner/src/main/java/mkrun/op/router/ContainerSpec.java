package mkrun.op.router;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import mkrun.target.Secret;

/**
 * A container as a playbook says it.
 *
 * @param name on the router, and of all that belongs to it there
 * @param image name of the image
 * @param address of the container with prefix length, {@code 172.17.0.2/24}
 * @param gateway the router's address in that network; empty for the network's first
 * @param bridge that joins the containers of a router
 * @param mounts directories of the router inside the container
 * @param publishes ports of the router that lead into the container
 * @param env environment variables by name; values are {@link String} or {@link Secret}
 * @param disk slot that holds it, {@code usb1}; empty to choose the one with most free space when it is first made
 * @param startOnBoot whether the router starts it
 * @param logging whether its output goes to the router's log
 * @param dns servers for its {@code resolv.conf}; empty for the router's own
 * @param hostname inside; empty to leave it to the router
 * @param settings fields of its row that say how its program runs, by the names of {@link #SETTINGS}; values are {@link
 *     String} or {@link Secret}. Fields that are not here are left as they are
 * @param supervision how it is looked after once it runs
 */
public record ContainerSpec(
        String name,
        String image,
        String address,
        String gateway,
        String bridge,
        List<Mount> mounts,
        List<Publish> publishes,
        Map<String, Object> env,
        String disk,
        boolean startOnBoot,
        boolean logging,
        List<String> dns,
        String hostname,
        Map<String, Object> settings,
        Supervision supervision) {
    /** The bridge that containers join unless told otherwise. */
    public static final String DEFAULT_BRIDGE = "containers";

    /**
     * A directory of the router inside the container.
     *
     * @param path inside the container, absolute
     * @param at on the router, {@code usb1/alp-rc/data}; made, and filled from the image, if it is missing
     * @param readOnly whether the container may only read it
     */
    public record Mount(String path, String at, boolean readOnly) {
        public Mount {
            if (!path.startsWith("/") || path.equals("/")) {
                throw new IllegalArgumentException(
                        "mount '" + path + "': the path inside the container is absolute and not / itself");
            }
            if (at.replace("/", "").isEmpty()) {
                throw new IllegalArgumentException("mount '" + path + "': say where it is on the router (at: …)");
            }
        }
    }

    /**
     * A port of the router that leads into the container.
     *
     * @param port on the router
     * @param to inside the container
     * @param protocol {@code tcp} or {@code udp}
     */
    public record Publish(int port, int to, String protocol) {
        public Publish {
            if (port < 1 || port > 65535 || to < 1 || to > 65535) {
                throw new IllegalArgumentException("publish " + port + " to " + to + ": ports go from 1 to 65535");
            }
            if (!protocol.equals("tcp") && !protocol.equals("udp")) {
                throw new IllegalArgumentException(
                        "publish " + port + ": protocol '" + protocol + "' is not tcp or udp");
            }
        }
    }

    /** The fields of {@code /container} that {@code settings} may hold. */
    public static final Set<String> SETTINGS =
            Set.of("cmd", "entrypoint", "user", "workdir", "memory-high", "memory-max", "swap-max");

    /** What names of containers are made of; they become names of interfaces, lists and directories. */
    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,47}");

    /** What names of environment variables are made of. */
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    /**
     * @throws IllegalArgumentException if a part cannot be had on any router; the message can be shown to a user
     */
    public ContainerSpec {
        checkName(name);
        checkNetwork(address, gateway);
        env.forEach(ContainerSpec::checkVariable);
        checkDistinct("mount", mounts.stream().map(Mount::path).toList());
        checkDistinct(
                "publish",
                publishes.stream().map(p -> p.port() + "/" + p.protocol()).toList());
        mounts = List.copyOf(mounts);
        publishes = List.copyOf(publishes);
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        dns = List.copyOf(dns);
        if (!SETTINGS.containsAll(settings.keySet())) {
            throw new IllegalArgumentException(
                    "settings of a container are " + SETTINGS + ", not " + settings.keySet());
        }
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        disk = disk.replaceAll("^/+|/+$", "");
    }

    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("container name '" + name
                    + "' must be up to 48 lower-case letters, digits, '-' and '_', the first a letter or digit");
        }
    }

    /** One whose program runs as its image says, and that is left to itself then. */
    public ContainerSpec(
            String name,
            String image,
            String address,
            String gateway,
            String bridge,
            List<Mount> mounts,
            List<Publish> publishes,
            Map<String, Object> env,
            String disk,
            boolean startOnBoot,
            boolean logging,
            List<String> dns,
            String hostname) {
        this(
                name,
                image,
                address,
                gateway,
                bridge,
                mounts,
                publishes,
                env,
                disk,
                startOnBoot,
                logging,
                dns,
                hostname,
                Map.of(),
                Supervision.NONE);
    }

    /** The same, looked after otherwise. */
    public ContainerSpec supervised(Supervision other) {
        return new ContainerSpec(
                name,
                image,
                address,
                gateway,
                bridge,
                mounts,
                publishes,
                env,
                disk,
                startOnBoot,
                logging,
                dns,
                hostname,
                settings,
                other);
    }

    private static void checkNetwork(String address, String gateway) {
        Cidr own = Cidr.host(address);
        String router = gateway.isEmpty() ? own.firstHost() : gateway;
        if (!own.contains(router)) {
            throw new IllegalArgumentException("gateway " + router + " is not in the network of " + address);
        }
        if (own.ip().equals(router)) {
            throw new IllegalArgumentException(
                    "address " + address + " is that of the gateway, the router itself; give the container another");
        }
    }

    private static void checkVariable(String name, Object value) {
        if (!VARIABLE.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' cannot be the name of an environment variable");
        }
        if (!(value instanceof CharSequence || value instanceof Secret)) {
            throw new IllegalArgumentException("env " + name + ": the value is neither text nor a secret");
        }
    }

    private static void checkDistinct(String what, List<String> values) {
        values.stream()
                .filter(v -> Collections.frequency(values, v) > 1)
                .findFirst()
                .ifPresent(v -> {
                    throw new IllegalArgumentException(what + " " + v + " is said twice");
                });
    }

    /** The router's address in the container's network. */
    String gatewayAddress() {
        return gateway.isEmpty() ? Cidr.host(address).firstHost() : gateway;
    }
}
