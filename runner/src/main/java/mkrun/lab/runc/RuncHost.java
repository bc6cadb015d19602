package mkrun.lab.runc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether this machine can run containers of a router. */
public final class RuncHost {
    /** As RouterOS names architectures, by Java's name. */
    private static final Map<String, String> ARCHITECTURES =
            Map.of("amd64", "x86_64", "aarch64", "arm64", "arm", "arm");

    private RuncHost() {}

    /** The architecture of this machine, as RouterOS names it. */
    public static String architecture() {
        String name = System.getProperty("os.arch");
        return ARCHITECTURES.getOrDefault(name, name);
    }

    /** What this machine lacks, each with what to do; nothing if it can. */
    public static List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (!System.getProperty("os.name").equals("Linux")) {
            return List.of("Linux");
        }
        for (Tool tool : Tool.values()) {
            if (tool.find().isEmpty()) {
                missing.add("the program " + tool.described());
            }
        }
        if (!System.getProperty("user.name").equals("root")) {
            missing.add("root rights (run mkrun as root)");
        }
        return missing;
    }
}
