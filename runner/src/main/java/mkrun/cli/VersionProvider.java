package mkrun.cli;

import java.util.List;
import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return lines().toArray(String[]::new);
    }

    static List<String> lines() {
        return List.of("mkrun " + version(), "Java " + Runtime.version() + ", " + System.getProperty("os.name"));
    }

    private static String version() {
        String version = VersionProvider.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
