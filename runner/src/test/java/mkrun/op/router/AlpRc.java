package mkrun.op.router;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mkrun.target.Secret;

/** A container with a volume, a published port and secrets, of which two differ by port and zone. */
final class AlpRc {
    private AlpRc() {}

    static List<NamedOperation> container(TestImage image, int port, String zone, String... more) {
        return ContainerTasks.of(spec(port, zone, more), image);
    }

    static ContainerSpec spec(int port, String zone, String... more) {
        Map<String, Object> env = new LinkedHashMap<>();
        env.put("TZ", zone);
        env.put("TOKEN", Secret.of("s3cr3t-" + zone));
        for (String variable : more) {
            env.put(variable, "1");
        }
        return spec(port, env);
    }

    static ContainerSpec spec(int port, Map<String, Object> env) {
        return PlainContainer.of(
                "alp-rc",
                "alp-rc",
                "172.17.0.2/24",
                List.of(new ContainerSpec.Mount("/data", "usb1/alp-rc/data", false)),
                List.of(new ContainerSpec.Publish(port, 22, "tcp")),
                env);
    }
}
