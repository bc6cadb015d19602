package mkrun.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import mkrun.alpine.AlpineException;
import mkrun.alpine.lock.LockFile;
import mkrun.alpine.lock.LockedImage;
import mkrun.alpine.lock.LockedPackages;
import mkrun.alpine.lock.VendorFolder;
import mkrun.alpine.repository.Access;
import mkrun.alpine.repository.AlpineKeys;
import mkrun.alpine.sign.KeyPairFiles;
import mkrun.alpine.sign.Keys;
import mkrun.alpine.sign.Signer;
import mkrun.op.image.ImageDefinition;
import mkrun.report.ProgressBar;
import mkrun.target.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mkrun vendor}: locked packages in a folder of one's own. */
@Command(
        name = "vendor",
        description = {
            "Make a folder that is a repository of exactly the packages that locks name.",
            "Its indexes are signed with your key; DIR/keys holds the public keys of index and packages. Use it with"
                    + " --repository DIR --keys DIR/keys, or as apk's repository.",
            "What is there and right stays. Prints a line per architecture."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class VendorCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "DIR", description = "The folder; made if missing.")
    private Path folder = Path.of("");

    @Parameters(
            index = "1..*",
            paramLabel = "PLAYBOOK",
            description = "Playbooks with a lock beside them; looked up as given, then under playbooks/.")
    private List<String> playbooks = new ArrayList<>();

    @Option(names = "--lock", paramLabel = "FILE", description = "A lock file. May be repeated.")
    private List<Path> lockFiles = new ArrayList<>();

    @Option(
            names = "--key",
            paramLabel = "PRIVATE_KEY",
            required = true,
            description =
                    "RSA private key, PEM, that signs the indexes: NAME.rsa. Its public half becomes NAME.rsa.pub.")
    private Path key = Path.of("");

    @Option(
            names = "--repository",
            paramLabel = "DIR_OR_URL",
            description = "Where to get the packages from, instead of where the locks say. May be repeated.")
    private List<String> repositories = new ArrayList<>();

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            defaultValue = "",
            description = "Folder of .rsa.pub files that packages must be signed with; else what the playbook says, or"
                    + " Alpine's own keys.")
    private String keys = "";

    @Option(names = "--prune", description = "Remove packages from the folder that no lock names any more.")
    private boolean prune;

    @Option(
            names = {"-e", "--extra-vars"},
            paramLabel = "VARS",
            description = "Variables for the playbooks: " + ExtraVars.FORMS)
    private List<String> extraVars = new ArrayList<>();

    VendorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (playbooks.isEmpty() && lockFiles.isEmpty()) {
            throw new CliException(ExitCode.USAGE, "the packages of what? Give a PLAYBOOK or --lock FILE");
        }
        StateDir state = StateDir.of(console.environment());
        ProgressBar bar = new ProgressBar(console.errorScreen());
        Progress progress = (what, done, total) -> bar.show("vendor", what, done, total);
        try (Interruption interruption = Interruption.ofFetching(console, bar)) {
            VendorFolder vendor = new VendorFolder(folder, KeyPairFiles.signer(key, Signer.Algorithm.RSA));
            addAll(vendor, state, progress);
            List<VendorFolder.Filled> filled = vendor.fill();
            bar.clear();
            for (VendorFolder.Filled arch : filled) {
                tell(arch);
            }
            return ExitCode.OK.code();
        } catch (AlpineException e) {
            bar.clear();
            return console.fail(ExitCode.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private void addAll(VendorFolder vendor, StateDir state, Progress progress) throws AlpineException {
        for (Path file : lockFiles) {
            add(vendor, Locks.read(file), Map.of(), state, progress);
        }
        for (String name : playbooks) {
            Path playbook = PlaybookFiles.find(name);
            Path file = LockFile.beside(playbook);
            if (!Files.exists(file)) {
                throw new CliException(
                        ExitCode.INVALID, file + ": there is no such lock; make it with mkrun lock " + name);
            }
            add(
                    vendor,
                    Locks.read(file),
                    PlaybookImages.load(console, playbook, ExtraVars.parse(extraVars), state),
                    state,
                    progress);
        }
    }

    private void add(
            VendorFolder vendor, LockFile lock, Map<String, ImageDefinition> images, StateDir state, Progress progress)
            throws AlpineException {
        for (LockedImage image : lock.images()) {
            if (image.isForLabOnly()) {
                console.err()
                        .println(
                                "mkrun: image '" + image.image() + "' for " + image.arch() + " is made of the stand-ins"
                                        + " inside mkrun; they are always there, so nothing of it is vendored");
                continue;
            }
            Keys trusted = keys(image, images, state, progress);
            vendor.add(
                    LockedPackages.open(image, repositories, trusted, Access.online(state.cache(), progress)), trusted);
        }
    }

    private Keys keys(LockedImage image, Map<String, ImageDefinition> images, StateDir state, Progress progress)
            throws AlpineException {
        String said =
                images.containsKey(image.image()) ? images.get(image.image()).keysDir() : "";
        String dir = keys.isEmpty() ? said : keys;
        return dir.isEmpty()
                ? AlpineKeys.of(image.arch(), image.lines(), Access.online(state.cache(), progress))
                : Keys.folder(Path.of(dir));
    }

    private void tell(VendorFolder.Filled arch) throws IOException {
        console.out()
                .println(folder.resolve(arch.arch()) + "  " + arch.packages() + " packages, " + arch.fetched()
                        + " of them new");
        for (Path file : arch.unlocked()) {
            if (prune) {
                Files.deleteIfExists(file);
            }
            console.out().println(file + "  no longer locked, " + (prune ? "removed" : "--prune removes it"));
        }
    }
}
