package mkrun.lab;

import mkrun.lab.runc.RouterPort;

/**
 * A port of 127.0.0.1 that stands for a port of an emulated router, which its configuration leads on to a container.
 *
 * @param local the port of 127.0.0.1, of the same protocol
 * @param port the router's
 * @param target where the router's first rule for it leads, as in {@code 172.17.0.2:80}
 */
public record PublishedPort(int local, RouterPort port, String target) {
    @Override
    public String toString() {
        return "127.0.0.1:" + local + " -> " + target + " (dst-nat of " + port + ")";
    }
}
