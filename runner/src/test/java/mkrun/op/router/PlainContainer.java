package mkrun.op.router;

import java.util.List;
import java.util.Map;

/** Containers of which nothing is said but what must be. */
final class PlainContainer {
    private PlainContainer() {}

    /** @param address in the network of the usual bridge, with its prefix length */
    static ContainerSpec of(String name, String image, String address) {
        return new ContainerSpec(
                name,
                image,
                address,
                "",
                ContainerSpec.DEFAULT_BRIDGE,
                List.of(),
                List.of(),
                Map.of(),
                "",
                true,
                true,
                List.of(),
                "");
    }
}
