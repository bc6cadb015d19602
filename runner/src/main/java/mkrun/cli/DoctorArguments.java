package mkrun.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import mkrun.op.ready.PackageFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options by which {@code mkrun doctor} sets things right. */
final class DoctorArguments {
    @Option(
            names = "--fix",
            description = "Set right what mkrun can: install the package container, allow containers in device-mode.")
    boolean fix;

    @Option(
            names = "--npk",
            paramLabel = "DIR",
            description = "Where package files are, such as container-7.20.8-arm64.npk (with --fix).")
    private @Nullable Path npk;

    @Option(
            names = "--reboot",
            description = "Routers may be rebooted (with --fix). Without it, what would be done is only told.")
    boolean reboot;

    /** @throws CliException if they make no sense together, or the folder is none */
    Optional<PackageFolder> folder() {
        if (!fix && (npk != null || reboot)) {
            throw new CliException(ExitCode.USAGE, "--npk and --reboot are for --fix");
        }
        if (npk != null && !Files.isDirectory(npk)) {
            throw new CliException(
                    ExitCode.USAGE, "--npk " + npk + ": " + (Files.exists(npk) ? "is no folder" : "no such folder"));
        }
        return Optional.ofNullable(npk).map(PackageFolder::new);
    }
}
