package mkrun.image;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A CPU architecture that RouterOS runs containers on, with its names in the worlds that meet here. */
public enum Architecture {
    AMD64("amd64", "x86_64", List.of("x86_64", "x86")),
    ARM64("arm64", "aarch64", List.of("arm64")),
    ARM("arm", "armv7", List.of("arm"));

    private final String ociName;
    private final String alpineArch;
    private final List<String> routerosNames;

    Architecture(String ociName, String alpineArch, List<String> routerosNames) {
        this.ociName = ociName;
        this.alpineArch = alpineArch;
        this.routerosNames = routerosNames;
    }

    /** The name in an OCI image config, which is also what users type: {@code amd64, arm64, arm}. */
    public String ociName() {
        return ociName;
    }

    /** Alpine's name of the architecture whose packages are taken unless said otherwise. */
    public String alpineArch() {
        return alpineArch;
    }

    /** {@code architecture-name} of a router that runs it. */
    public String routerosName() {
        return routerosNames.get(0);
    }

    /**
     * The variant in an OCI image config, empty if there is none: packages of Alpine's armhf run from ARMv6 on, those
     * of armv7 from ARMv7.
     *
     * @param alpineArch Alpine's name of the architecture that the packages are of
     */
    public String variant(String alpineArch) {
        if (this != ARM) {
            return "";
        }
        return alpineArch.equals("armhf") ? "v6" : "v7";
    }

    /** Whether programs built for this Alpine architecture run on it. */
    public boolean runs(String alpineArch) {
        return this.alpineArch.equals(alpineArch) || this == ARM && alpineArch.equals("armhf");
    }

    /** By {@link #ociName}; empty for a name that is none. */
    public static Optional<Architecture> named(String ociName) {
        return Arrays.stream(values()).filter(a -> a.ociName.equals(ociName)).findFirst();
    }

    /** By a router's {@code architecture-name}; empty for one that runs no containers (mipsbe, tile …). */
    public static Optional<Architecture> ofRouter(String architectureName) {
        return Arrays.stream(values())
                .filter(a -> a.routerosNames.contains(architectureName))
                .findFirst();
    }

    @Override
    public String toString() {
        return ociName;
    }
}
