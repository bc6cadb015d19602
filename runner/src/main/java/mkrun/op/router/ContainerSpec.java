package mkrun.op.router;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        String hostname) {
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

    public ContainerSpec {
        mounts = List.copyOf(mounts);
        publishes = List.copyOf(publishes);
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        dns = List.copyOf(dns);
    }
}
