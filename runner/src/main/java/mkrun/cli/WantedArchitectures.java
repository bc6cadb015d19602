package mkrun.cli;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import mkrun.image.Architecture;

/** What {@code --arch} says: architectures of routers, each with the Alpine architecture its packages are of. */
final class WantedArchitectures {
    private WantedArchitectures() {}

    /**
     * Reads the values of the option.
     *
     * @throws CliException for one that is none
     */
    static Map<Architecture, String> parse(List<String> values) {
        Map<Architecture, String> wanted = new EnumMap<>(Architecture.class);
        for (String text : values) {
            String[] parts = text.split(":", 2);
            Architecture architecture = Architecture.named(parts[0])
                    .orElseThrow(() ->
                            new CliException(ExitCode.USAGE, "--arch '" + text + "': expected amd64, arm64 or arm"));
            String alpine = parts.length == 2 ? parts[1] : architecture.alpineArch();
            if (!architecture.runs(alpine)) {
                throw new CliException(
                        ExitCode.USAGE,
                        "--arch '" + text + "': packages of Alpine's '" + alpine + "' do not run on " + architecture
                                + "; write " + architecture + ":" + architecture.alpineArch());
            }
            wanted.put(architecture, alpine);
        }
        return wanted;
    }
}
