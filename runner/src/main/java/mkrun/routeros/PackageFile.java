package mkrun.routeros;

import java.util.List;

/** Names of package files, {@code NAME-VERSION-ARCH.npk}. Routers install only what is made for their version and CPU. */
public final class PackageFile {
    private PackageFile() {}

    /** The name of a package's file for a router. */
    public static String nameFor(String name, RouterFacts facts) {
        return namesFor(name, facts.version(), facts.architecture()).get(0);
    }

    /**
     * The names that a package's file for a router can have, the commonest first: those for x86 come with and without
     * the architecture.
     *
     * @param architecture as RouterOS names it
     */
    public static List<String> namesFor(String name, RouterosVersion version, String architecture) {
        String stem = name + "-" + version;
        return architecture.equals("x86_64") || architecture.equals("x86")
                ? List.of(stem + "-x86.npk", stem + ".npk")
                : List.of(stem + "-" + architecture + ".npk");
    }
}
