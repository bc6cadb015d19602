package mkrun.lab.runc;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A container to run, in terms of this machine.
 *
 * @param root its files
 * @param process what runs in it
 * @param hostname its name
 * @param mounts what it sees beside its own files, in order
 * @param links its network interfaces
 * @param memoryMax bytes of memory it may use; 0 for as many as there are
 */
public record ContainerSpec(
        Path root, Program process, String hostname, List<Mount> mounts, List<Link> links, long memoryMax) {
    public ContainerSpec {
        mounts = List.copyOf(mounts);
        links = List.copyOf(links);
    }

    /**
     * A program that runs in a container.
     *
     * @param args the program and its arguments
     * @param env {@code NAME=value} each
     * @param workdir an absolute path
     */
    public record Program(List<String> args, List<String> env, String workdir, Account user) {
        public Program {
            args = List.copyOf(args);
            env = List.copyOf(env);
        }
    }

    /**
     * A mount.
     *
     * @param type {@code bind}, {@code tmpfs} …
     * @param source a path of this machine, or the type's word
     * @param options as {@code mount} takes them
     */
    public record Mount(String target, String type, String source, List<String> options) {
        public Mount {
            options = List.copyOf(options);
        }

        /** A file or folder of this machine. */
        public static Mount bind(Path source, String target, List<String> more) {
            List<String> options = new ArrayList<>(List.of("rbind"));
            options.addAll(more);
            return new Mount(target, "bind", source.toString(), options);
        }

        /** A folder in memory. */
        public static Mount tmpfs(String target, List<String> more) {
            List<String> options = new ArrayList<>(List.of("nosuid", "nodev"));
            options.addAll(more);
            return new Mount(target, "tmpfs", "tmpfs", options);
        }
    }

    /**
     * A network interface.
     *
     * @param outside the name of its other end in the {@link RouterNetwork}
     * @param name inside
     * @param addresses with their prefix lengths
     * @param gateways for what is in no network of the addresses; none, or one for each family
     */
    public record Link(String outside, String name, List<String> addresses, List<String> gateways) {
        public Link {
            addresses = List.copyOf(addresses);
            gateways = List.copyOf(gateways);
        }
    }
}
