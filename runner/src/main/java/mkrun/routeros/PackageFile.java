package mkrun.routeros;

import java.util.List;

/** Names of package files, {@code NAME-VERSION-ARCH.npk}. Routers install only what is made for their version and CPU. */
public final class PackageFile {
    private PackageFile() {}

    /** The name of a package's file for a router; that of x86_64 is {@code x86}. */
    public static String nameFor(String name, RouterFacts facts) {
        String architecture = facts.architecture().equals("x86_64") ? "x86" : facts.architecture();
        return name + "-" + facts.version() + "-" + architecture + ".npk";
    }

    /** All names that it comes under: for x86_64 there are some without an architecture. */
    public static List<String> namesFor(String name, RouterFacts facts) {
        String usual = nameFor(name, facts);
        return facts.architecture().equals("x86_64")
                ? List.of(usual, name + "-" + facts.version() + ".npk")
                : List.of(usual);
    }
}
