package mkrun.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
    private static final String PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** What the lab takes, plays, and cannot do for real. */
    private static final List<String> NOT_DONE = List.of("devices", "env", "hosts", "mount");

    private final RouterState state;
    private final RouterFiles files;
    private final ContainerFiles disk;

    RuncSpecs(RouterState state, RouterFiles files, ContainerFiles disk) {
        this.state = state;
        this.files = files;
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
                disk.command(row), env(row, image), workdir.startsWith("/") ? workdir : "/" + workdir, account);
    }

    private List<String> env(TableRow row, ImageConfig image) {
        Map<String, String> env = new LinkedHashMap<>();
        put(env, PATH);
        if (state.version().atLeast("7.24")) {
            put(env, "TERM=xterm");
        }
        image.env().forEach(e -> put(env, e));
        List<String> lists = List.of(row.text("envlists").split(","));
        state.table("/container/envs").rows().stream()
                .filter(e -> lists.contains(e.text("list")) && !e.is("disabled"))
                .forEach(e -> env.put(e.text("key"), e.text("value")));
        return env.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.toList());
    }

    private static void put(Map<String, String> env, String assignment) {
        int equals = assignment.indexOf('=');
        if (equals > 0) {
            env.put(assignment.substring(0, equals), assignment.substring(equals + 1));
        }
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
        for (String tmpfs : row.text("tmpfs").isEmpty()
                ? List.<String>of()
                : List.of(row.text("tmpfs").split(","))) {
            mounts.add(tmpfs(tmpfs));
        }
        mounts.add(file(dir, "resolv.conf", resolv(row)));
        mounts.add(file(dir, "hosts", hosts(row, links)));
        for (TableRow mount : disk.mounts(row)) {
            mounts.add(bind(mount));
        }
        return mounts;
    }

    /** As in {@code 16M@/run}. */
    private static ContainerSpec.Mount tmpfs(String text) throws NotStarted {
        int at = text.indexOf('@');
        OptionalLong size = Values.bytes(at < 0 ? "" : text.substring(0, at));
        if (size.isEmpty() || !text.startsWith("/", at + 1)) {
            throw new NotStarted("could not mount tmpfs " + text);
        }
        return ContainerSpec.Mount.tmpfs(text.substring(at + 1), List.of("mode=1777", "size=" + size.getAsLong()));
    }

    private ContainerSpec.Mount bind(TableRow mount) throws NotStarted {
        Path source = files.locate(mount.text("src"))
                .filter(Files::exists)
                .orElseThrow(() -> new NotStarted("could not mount " + mount.text("src")));
        String target = "/" + RouterFiles.normal(mount.text("dst"));
        return ContainerSpec.Mount.bind(
                source,
                target,
                mount.text("mode").isEmpty()
                        ? List.of("rw")
                        : List.of(mount.text("mode").split(",")));
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

    private static String hosts(TableRow row, List<ContainerSpec.Link> links) {
        StringBuilder hosts = new StringBuilder("127.0.0.1\tlocalhost\n::1\tlocalhost\n");
        for (ContainerSpec.Link link : links) {
            for (String address : link.addresses()) {
                hosts.append(address.replaceFirst("/.*", "") + "\t" + hostname(row) + "\n");
            }
        }
        return hosts.toString();
    }

    private static long memoryMax(TableRow row) {
        return Values.bytes(row.text("memory-max")).orElse(0);
    }
}
