package mkrun.op.router;

import java.util.List;
import java.util.Map;

/** Containers of which nothing is said but what must be. */
final class PlainContainer {
    private PlainContainer() {}

    /** @param address in the network of the usual bridge, with its prefix length */
    static ContainerSpec of(String name, String image, String address) {
        return of(name, image, address, List.of(), List.of(), Map.of());
    }

    /** And of what it shares with its router. */
    static ContainerSpec of(
            String name,
            String image,
            String address,
            List<ContainerSpec.Mount> mounts,
            List<ContainerSpec.Publish> publishes,
            Map<String, Object> env) {
        return new ContainerSpec(
                name,
                image,
                address,
                "",
                ContainerSpec.DEFAULT_BRIDGE,
                mounts,
                publishes,
                env,
                "",
                true,
                true,
                List.of(),
                "");
    }

    /** The same, with fields of its row that say how its program runs. */
    static ContainerSpec with(ContainerSpec spec, Map<String, Object> settings) {
        return new ContainerSpec(
                spec.name(),
                spec.image(),
                spec.address(),
                spec.gateway(),
                spec.bridge(),
                spec.mounts(),
                spec.publishes(),
                spec.env(),
                spec.disk(),
                spec.startOnBoot(),
                spec.logging(),
                spec.dns(),
                spec.hostname(),
                settings,
                spec.supervision());
    }
}
