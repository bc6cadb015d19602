package mkrun.lab.runc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The programs that runc runs for a container: one when its namespaces are there and nothing runs in them yet, which takes
 * the links' inner ends into its network and sets them up, and one when its own program has begun.
 */
final class Hooks {
    private Hooks() {}

    /**
     * Writes the program that says that the container has begun.
     *
     * @param sign the file that is there from then on
     */
    static Path begun(Path dir, Path sign) throws IOException {
        Files.deleteIfExists(sign);
        return program(dir.resolve("begun-hook"), "#!/bin/sh\n: >" + quoted(sign) + "\n");
    }

    /** Writes the program for the network, and what it needs, to a folder. runc tells it the process on its standard input. */
    static Path network(Path dir, List<ContainerSpec.Link> links, RouterNetwork network) throws IOException {
        Path batch = dir.resolve("network");
        Files.writeString(batch, batch(links), StandardCharsets.UTF_8);
        String ip = String.join(" ", Tool.IP.command(List.of()));
        String enter = String.join(" ", Tool.NSENTER.command(List.of()));
        StringBuilder script = new StringBuilder("#!/bin/sh\nset -e\n");
        script.append("pid=$(sed 's/.*\"pid\":\\([0-9]*\\).*/\\1/')\n");
        for (ContainerSpec.Link link : links) {
            script.append(enter + " --net=" + network.namespace() + " " + ip + " link set "
                    + RouterNetwork.peer(link.outside()) + " netns \"$pid\"\n");
        }
        script.append(enter + " --net --target \"$pid\" " + ip + " -force -batch " + quoted(batch) + " || true\n");
        return program(dir.resolve("network-hook"), script.toString());
    }

    private static Path program(Path file, String script) throws IOException {
        Files.writeString(file, script, StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }

    /** The commands of {@code ip -batch} that set up the network inside. */
    static String batch(List<ContainerSpec.Link> links) {
        StringBuilder batch = new StringBuilder("link set lo up\n");
        for (ContainerSpec.Link link : links) {
            batch.append("link set " + RouterNetwork.peer(link.outside()) + " name " + link.name() + " up\n");
            link.addresses().forEach(a -> batch.append("addr add " + a + " dev " + link.name() + "\n"));
            link.gateways().forEach(g -> batch.append("route add default via " + g + " dev " + link.name() + "\n"));
        }
        return batch.toString();
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
