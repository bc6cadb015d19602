package mkrun.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import mkrun.alpine.AlpineException;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.UnsatisfiableException;
import mkrun.alpine.Wish;
import mkrun.alpine.index.InstalledPackages;
import mkrun.alpine.repository.Access;
import mkrun.alpine.repository.AlpineKeys;
import mkrun.alpine.repository.PackageSource;
import mkrun.alpine.sign.Keys;
import mkrun.alpine.solver.Request;
import mkrun.target.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mkrun apk solve}: what a world comes to. */
@Command(
        name = "solve",
        description = {
            "Say which packages a world comes to, as apk would choose them.",
            "Prints NAME-VERSION one a line, in the order they are installed; reads indexes only.",
            "Ends with 0, or with 1 and an explanation on standard error if the world cannot be fulfilled."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ApkSolveCommand implements Callable<Integer> {
    /** What the documented interface of this command says, beside the exit codes of a run. */
    private static final int UNSATISFIABLE = 1;

    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "PKG",
            description = "Wishes as in /etc/apk/world: nginx, 'openssh>9', '!vlan', name@tag.")
    private List<String> world = new ArrayList<>();

    @Option(
            names = "--arch",
            paramLabel = "ARCH",
            defaultValue = "x86_64",
            description = "Alpine's name of the architecture: x86_64, aarch64, armv7 … (default: ${DEFAULT-VALUE}).")
    private String arch = "";

    @Option(
            names = "--repository",
            paramLabel = "DIR_OR_URL",
            required = true,
            description = "A line as in /etc/apk/repositories, '@tag ' before it allowed. May be repeated.")
    private List<String> repositories = new ArrayList<>();

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description = "Folder of .rsa.pub files that the indexes must be signed with; else Alpine's own keys.")
    private Path keys;

    @Option(
            names = "--installed",
            paramLabel = "FILE",
            description = "A lib/apk/db/installed: packages that are there and stay where they can.")
    private Path installed;

    @Mixin
    private NetworkArguments network = new NetworkArguments();

    ApkSolveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        ArchitectureWords.require(arch);
        try {
            List<Wish> wishes = new ArrayList<>();
            for (String wish : world) {
                wishes.add(Wish.parse(wish, ""));
            }
            Access access = new Access(
                    StateDir.of(console.environment()).cache(),
                    network.offline,
                    Progress.NONE,
                    network.trust.warnings(console, () -> {}));
            PackageSource source = PackageSource.open(repositories, arch, access.trusting(() -> keys(access)), access);
            for (PackageRecord record :
                    source.resolve(Request.add(wishes), installed()).packages()) {
                console.out().println(record.id());
            }
            return ExitCode.OK.code();
        } catch (UnsatisfiableException e) {
            console.err().println("mkrun: " + e.getMessage());
            return UNSATISFIABLE;
        } catch (AlpineException e) {
            return console.fail(ExitCode.FAILED, e.getMessage());
        }
    }

    private Keys keys(Access access) throws AlpineException {
        if (keys != null) {
            return Keys.folder(keys);
        }
        boolean own = repositories.stream().allMatch(PackageSource.EMBEDDED::equals); // its key comes with it
        return own ? Keys.none() : AlpineKeys.of(arch, repositories, access);
    }

    private InstalledPackages installed() throws IOException, AlpineException {
        return installed == null
                ? new InstalledPackages(List.of(), Map.of())
                : InstalledPackages.parse(Files.readString(installed), installed.toString());
    }
}
