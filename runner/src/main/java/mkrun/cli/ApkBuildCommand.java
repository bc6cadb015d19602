package mkrun.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import mkrun.alpine.AlpineException;
import mkrun.alpine.apk.ApkFile;
import mkrun.alpine.build.PackageSpec;
import mkrun.alpine.sign.KeyPairFiles;
import mkrun.alpine.sign.Signer;
import mkrun.op.image.ImageBuilder;
import mkrun.target.AtomicFile;
import mkrun.target.Content;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mkrun apk build}: packages of one's own. */
@Command(
        name = "build",
        description = {
            "Make packages of package.yaml files and the files beside them.",
            "Prints a line per package: path, checksum by which an index names it, bytes.",
            "SOURCE_DATE_EPOCH is the time of all files; without it they are of 1970, so that equal files make equal"
                    + " packages."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ApkBuildCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "DIR|SPEC",
            description = "A package.yaml, or the folder it is in; its files are in root/ beside it.")
    private List<Path> places = new ArrayList<>();

    @Option(
            names = "--arch",
            split = ",",
            paramLabel = "ARCH",
            defaultValue = "noarch",
            description = "Architectures to build for, each into its folder, where package.yaml says none"
                    + " (default: ${DEFAULT-VALUE}).")
    private List<String> archs = new ArrayList<>();

    @Option(names = "--key", paramLabel = "FILE", required = true, description = "Private key that signs them.")
    private Path key = Path.of("");

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for ARCH/NAME-VERSION.apk.")
    private Path out = Path.of("");

    ApkBuildCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        archs.forEach(ArchitectureWords::requireOfPackages);
        long time = ImageBuilder.sourceDateEpoch(console.environment()).orElse(0);
        try {
            Signer signer = KeyPairFiles.signer(key, Signer.Algorithm.RSA);
            for (Path place : places) {
                for (String arch : archs) {
                    build(PackageSpec.read(place, arch, time), signer);
                }
            }
            return ExitCode.OK.code();
        } catch (AlpineException e) {
            return console.fail(ExitCode.FAILED, e.getMessage());
        }
    }

    private void build(PackageSpec spec, Signer signer) throws AlpineException, IOException {
        byte[] bytes = spec.pack(signer);
        ApkFile made = ApkFile.read(bytes, spec.info().name());
        Path file = out.resolve(spec.info().arch()).resolve(made.toRecord().id() + ".apk");
        AtomicFile.write(file, Content.of(bytes));
        console.out().println(file + "  " + made.identity() + "  " + bytes.length);
    }
}
