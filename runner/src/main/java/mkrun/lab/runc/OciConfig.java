package mkrun.lab.runc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;

/**
 * What runc is told of a container: the OCI runtime specification's {@code config.json}. The rights are those that Docker
 * gives by default.
 */
final class OciConfig {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> CAPABILITIES = List.of(
            "CHOWN",
            "DAC_OVERRIDE",
            "FSETID",
            "FOWNER",
            "MKNOD",
            "NET_RAW",
            "SETGID",
            "SETUID",
            "SETFCAP",
            "SETPCAP",
            "NET_BIND_SERVICE",
            "SYS_CHROOT",
            "KILL",
            "AUDIT_WRITE");
    private static final List<String> NAMESPACES = List.of("pid", "mount", "ipc", "uts", "network");
    private static final List<String> MASKED =
            List.of("/proc/kcore", "/proc/keys", "/proc/latency_stats", "/proc/timer_list", "/proc/sched_debug");
    private static final List<String> READ_ONLY =
            List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

    private OciConfig() {}

    /**
     * The file's content.
     *
     * @param cgroup the path of its own control group
     * @param network the program that gives it its network
     * @param begun the program that is told when it has begun
     */
    static byte[] of(ContainerSpec spec, String cgroup, Path network, Path begun) {
        ObjectNode config = JSON.createObjectNode();
        config.put("ociVersion", "1.0.2");
        config.putObject("root").put("path", spec.root().toString()).put("readonly", false);
        config.put("hostname", spec.hostname());
        process(config.putObject("process"), spec.process());
        ArrayNode mounts = config.putArray("mounts");
        kernelMounts().forEach(mount -> mount(mounts, mount));
        spec.mounts().forEach(mount -> mount(mounts, mount));
        ObjectNode hooks = config.putObject("hooks");
        hooks.putArray("createRuntime").addObject().put("path", network.toString());
        hooks.putArray("poststart").addObject().put("path", begun.toString());
        linux(config.putObject("linux"), spec, cgroup);
        try {
            return JSON.writeValueAsBytes(config);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can be written", e);
        }
    }

    private static void process(ObjectNode process, ContainerSpec.Program program) {
        process.put("terminal", false).put("noNewPrivileges", false).put("cwd", program.workdir());
        texts(process.putArray("args"), program.args());
        texts(process.putArray("env"), program.env());
        ObjectNode user = process.putObject("user");
        user.put("uid", program.user().uid()).put("gid", program.user().gid());
        ArrayNode groups = user.putArray("additionalGids");
        program.user().groups().forEach(groups::add);
        ObjectNode capabilities = process.putObject("capabilities");
        for (String set : List.of("bounding", "effective", "permitted")) {
            texts(
                    capabilities.putArray(set),
                    CAPABILITIES.stream().map(c -> "CAP_" + c).toList());
        }
    }

    private static List<ContainerSpec.Mount> kernelMounts() {
        return List.of(
                new ContainerSpec.Mount("/proc", "proc", "proc", List.of("nosuid", "noexec", "nodev")),
                new ContainerSpec.Mount("/dev", "tmpfs", "tmpfs", List.of("nosuid", "strictatime", "mode=755")),
                new ContainerSpec.Mount(
                        "/dev/pts", "devpts", "devpts", List.of("nosuid", "noexec", "newinstance", "ptmxmode=0666")),
                new ContainerSpec.Mount("/dev/mqueue", "mqueue", "mqueue", List.of("nosuid", "noexec", "nodev")),
                new ContainerSpec.Mount("/sys", "sysfs", "sysfs", List.of("nosuid", "noexec", "nodev", "ro")),
                new ContainerSpec.Mount(
                        "/sys/fs/cgroup", "cgroup", "cgroup", List.of("nosuid", "noexec", "nodev", "relatime", "ro")));
    }

    private static void mount(ArrayNode mounts, ContainerSpec.Mount mount) {
        ObjectNode node = mounts.addObject();
        node.put("destination", mount.target()).put("type", mount.type()).put("source", mount.source());
        texts(node.putArray("options"), mount.options());
    }

    private static void linux(ObjectNode linux, ContainerSpec spec, String cgroup) {
        linux.put("cgroupsPath", cgroup);
        ObjectNode resources = linux.putObject("resources");
        resources.putArray("devices").addObject().put("allow", false).put("access", "rwm");
        if (spec.memoryMax() > 0) {
            resources.putObject("memory").put("limit", spec.memoryMax());
        }
        ArrayNode namespaces = linux.putArray("namespaces");
        NAMESPACES.forEach(type -> namespaces.addObject().put("type", type));
        texts(linux.putArray("maskedPaths"), MASKED);
        texts(linux.putArray("readonlyPaths"), READ_ONLY);
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
