package mkrun.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import mkrun.lab.runc.Account;
import mkrun.lab.runc.ContainerSpec;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;
import mkrun.routeros.Values;

/**
 * What a container's row and its image mean in terms of this machine. Where RouterOS's own rules are not known, they are
 * Docker's.
 */
final class RuncSpecs {
    /** What the lab takes, plays, and cannot do for real. */
    private static final List<String> NOT_DONE = List.of("devices");

    private final RouterState state;
    private final ContainerFiles disk;

    RuncSpecs(RouterState state, ContainerFiles disk) {
        this.state = state;
        this.disk = disk;
    }

    /**
     * What is to run. The state's monitor is held.
     *
     * @param dir of this machine, for files that the router makes for it
     * @throws NotStarted in a router's words
     */
    ContainerSpec of(TableRow row, Path dir) throws NotStarted {
        for (String field : NOT_DONE) {
            if (!row.text(field).isEmpty()) {
                throw new NotStarted("could not start: containers of this lab do not take " + field);
            }
        }
        ContainerRoot image = disk.image(row);
        if (!image.complete()) {
            throw new NotStarted("could not start: imported while containers were played, import it again");
        }
        disk.requireProgram(row);
        List<ContainerSpec.Link> links = new RouterLinks(state).of(row);
        try {
            Files.createDirectories(dir);
            return new ContainerSpec(
                    disk.root(row),
                    program(row, image.image()),
                    hostname(row),
                    mounts(row, dir, links),
                    links,
                    memoryMax(row));
        } catch (IOException e) {
            throw new NotStarted("child spawn failed: " + e.getMessage());
        }
    }

    private ContainerSpec.Program program(TableRow row, ImageConfig image) throws NotStarted, IOException {
        String user = row.text("user").isEmpty() ? image.user() : row.text("user");
        Account account =
                Account.of(user, disk.root(row)).orElseThrow(() -> new NotStarted("could not find user " + user));
        String workdir = row.text("workdir").isEmpty() ? image.workdir() : row.text("workdir");
        return new ContainerSpec.Program(
                disk.command(row),
                ContainerEnv.of(state, row, image),
                workdir.startsWith("/") ? workdir : "/" + workdir,
                account);
    }

    private static String hostname(TableRow row) {
        return row.get("hostname").filter(h -> !h.isEmpty()).orElseGet(() -> row.get("name")
                .filter(name -> name.matches("[A-Za-z0-9.-]{1,63}"))
                .orElse("container"));
    }

    private List<ContainerSpec.Mount> mounts(TableRow row, Path dir, List<ContainerSpec.Link> links)
            throws NotStarted, IOException {
        List<ContainerSpec.Mount> mounts = new ArrayList<>();
        OptionalLong shm = Values.bytes(row.text("shm-size"));
        String size = "size=" + (shm.isPresent() ? shm.getAsLong() : 64L << 20);
        mounts.add(ContainerSpec.Mount.tmpfs("/dev/shm", List.of("noexec", "mode=1777", size)));
        if (!state.version().atLeast("7.21.2")) {
            mounts.add(ContainerSpec.Mount.tmpfs("/tmp", List.of("mode=1777")));
            mounts.add(ContainerSpec.Mount.tmpfs("/run", List.of("mode=755")));
        }
        InlineValues own = InlineValues.of(row);
        for (InlineValues.Tmpfs tmpfs : own.tmpfs()) {
            mounts.add(ContainerSpec.Mount.tmpfs(tmpfs.path(), List.of("mode=1777", "size=" + tmpfs.bytes())));
        }
        mounts.add(file(dir, "resolv.conf", resolv(row)));
        mounts.add(file(dir, "hosts", hosts(row, links, own.hosts())));
        for (ContainerMount mount : disk.mounts().of(row)) {
            mounts.add(ContainerSpec.Mount.bind(disk.mounts().source(mount), mount.target(), mount.options()));
        }
        return mounts;
    }

    private static ContainerSpec.Mount file(Path dir, String name, String content) throws IOException {
        Path file = dir.resolve(name);
        Files.writeString(file, content, StandardCharsets.UTF_8);
        return ContainerSpec.Mount.bind(file, "/etc/" + name, List.of("rw"));
    }

    private String resolv(TableRow row) {
        String domain = row.text("domain-name").isEmpty() ? "" : "search " + row.text("domain-name") + "\n";
        return domain
                + disk.nameServers(row).stream()
                        .map(s -> "nameserver " + s + "\n")
                        .collect(Collectors.joining());
    }

    private static String hosts(TableRow row, List<ContainerSpec.Link> links, Map<String, String> own) {
        StringBuilder hosts = new StringBuilder("127.0.0.1\tlocalhost\n::1\tlocalhost\n");
        for (ContainerSpec.Link link : links) {
            for (String address : link.addresses()) {
                hosts.append(address.replaceFirst("/.*", "") + "\t" + hostname(row) + "\n");
            }
        }
        own.forEach((host, address) -> hosts.append(address + "\t" + host + "\n"));
        return hosts.toString();
    }

    private static long memoryMax(TableRow row) {
        return Values.bytes(row.text("memory-max")).orElse(0);
    }
}
