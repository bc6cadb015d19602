package mkrun.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import mkrun.alpine.lock.LockFile;
import mkrun.alpine.lock.LockedImage;
import mkrun.alpine.repository.Access;
import mkrun.image.Architecture;
import mkrun.inventory.Inventory;
import mkrun.inventory.Vars;
import mkrun.op.image.ImageDefinition;
import mkrun.op.image.ImageLocker;
import mkrun.playbook.LoadOptions;
import mkrun.playbook.Playbook;
import mkrun.playbook.PlaybookException;
import mkrun.report.ProgressBar;
import mkrun.target.TargetException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mkrun lock}: what a playbook's images are made of, written down. */
@Command(
        name = "lock",
        description = {
            "Write down which packages the images of a playbook are made of, to the byte: PLAYBOOK.lock.json beside it.",
            "Builds then take exactly these. What is locked already stays as it is where the playbook's wishes allow it;"
                    + " --update takes the newest.",
            "Prints what changes as a table."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The lock is written, or with --check nothing would change",
            "2:With --check: it would change. Else: some image cannot be locked",
            "1:With --check: some image cannot be locked",
            "3:Playbook, inventory or the lock itself does not load"
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class LockCommand implements Callable<Integer> {
    private static final int CHANGES = 2;
    private static final int CHECK_FAILED = 1;

    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "[PKG...] PLAYBOOK",
            description =
                    "The playbook, looked up as given, then under playbooks/; before it, with --update, packages.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--update", description = "Take the newest of the packages that are named, or of all if none is.")
    private boolean update;

    @Option(names = "--check", description = "Write nothing; end with 2 if the lock would change.")
    private boolean check;

    @Mixin
    private InventoryArguments inventory = new InventoryArguments();

    @Option(
            names = "--arch",
            split = ",",
            paramLabel = "ARCH[:ALPINE]",
            description =
                    "For these architectures of routers, as 'mkrun build' takes them. Without this and -i: those that"
                            + " are locked, at first all.")
    private List<String> archs = new ArrayList<>();

    @Mixin
    private RepositoryArguments repositories = new RepositoryArguments();

    @Mixin
    private TrustArguments trust = new TrustArguments();

    LockCommand(Console console) {
        this.console = console;
    }

    /** An image to be locked. */
    private record Wanted(ImageDefinition definition, Architecture architecture, String alpineArch) {}

    @Override
    public Integer call() throws IOException {
        String playbook = words.stream()
                .filter(word -> word.endsWith(".groovy"))
                .reduce((first, last) -> last)
                .orElse(words.get(words.size() - 1));
        List<String> names =
                words.stream().filter(word -> !word.equals(playbook)).toList();
        if (!names.isEmpty() && !update) {
            throw new CliException(
                    ExitCode.USAGE, "'" + names.get(0) + "': one playbook is locked at a time; packages need --update");
        }
        StateDir state = StateDir.of(console.environment());
        Path file = PlaybookFiles.find(playbook);
        Path lockFile = LockFile.beside(file);
        LockFile previous = Files.exists(lockFile) ? Locks.read(lockFile) : new LockFile(List.of());
        requireLocked(names, previous, lockFile);
        try {
            LockFile lock = new LockFile(lock(wanted(file, state, previous), names, previous, state));
            if (!check && !lock.equals(previous)) {
                lock.write(lockFile);
            }
            boolean changes = new LockReport(console.out()).print(previous, lock, lockFile, check);
            return check && changes ? CHANGES : ExitCode.OK.code();
        } catch (TargetException e) {
            int code = console.fail(ExitCode.FAILED, String.valueOf(e.getMessage()));
            return check ? CHECK_FAILED : code;
        }
    }

    private static void requireLocked(List<String> names, LockFile previous, Path lockFile) {
        for (String name : names) {
            if (previous.images().stream().noneMatch(image -> image.find(name).isPresent())) {
                throw new CliException(
                        ExitCode.USAGE,
                        "--update " + name + ": "
                                + (previous.images().isEmpty()
                                        ? "there is no " + lockFile + " yet; make it without --update"
                                        : lockFile + " locks no package of that name"));
            }
        }
    }

    private List<LockedImage> lock(List<Wanted> wanted, List<String> names, LockFile previous, StateDir state)
            throws TargetException {
        ProgressBar bar = new ProgressBar(console.errorScreen());
        ImageLocker locker = new ImageLocker(new Access(
                state.cache(),
                false,
                (what, done, total) -> bar.show("lock", what, done, total),
                trust.warnings(console, bar::clear)));
        Set<String> mayChange = new HashSet<>(names);
        Predicate<String> free = mayChange::contains;
        List<LockedImage> locked = new ArrayList<>();
        try (Interruption interruption = Interruption.ofFetching(console, bar)) {
            for (Wanted one : wanted) {
                Optional<LockedImage> before = update && names.isEmpty()
                        ? Optional.empty()
                        : previous.find(one.definition.name(), one.alpineArch);
                locked.add(lock(locker, one, before, free));
            }
        } finally {
            bar.clear();
        }
        return locked;
    }

    private static LockedImage lock(
            ImageLocker locker, Wanted one, Optional<LockedImage> before, Predicate<String> free)
            throws TargetException {
        try {
            return locker.lock(one.definition, one.architecture, one.alpineArch, before, free);
        } catch (TargetException e) {
            throw new TargetException(one.definition.position() + ": " + e.getMessage(), e);
        }
    }

    private List<Wanted> wanted(Path file, StateDir state, LockFile previous) {
        Vars extra = ExtraVars.parse(inventory.extraVars);
        return inventory.sources.isEmpty()
                ? withoutInventory(PlaybookImages.load(console, file, extra, state), previous)
                : withInventory(file, state, extra);
    }

    private List<Wanted> withInventory(Path file, StateDir state, Vars extra) {
        Inventory hosts =
                Inventories.read(console, inventory, PlaybookFiles.folder(file)).with(extra);
        Playbook playbook = load(file, hosts, extra, state);
        Map<Architecture, String> named = WantedArchitectures.parse(archs);
        List<Wanted> wanted = new ArrayList<>();
        ImageNeeds.of(playbook, hosts, image -> EnumSet.allOf(Architecture.class))
                .forEach((image, architectures) -> (named.isEmpty() ? architectures : named.keySet())
                        .forEach(a -> wanted.add(wanted(playbook.images().get(image), a, named))));
        if (wanted.isEmpty()) {
            throw new CliException(ExitCode.INVALID, file + ": no host of the inventory runs an image of it");
        }
        return wanted;
    }

    private Playbook load(Path file, Inventory hosts, Vars extra, StateDir state) {
        try {
            LoadOptions options = LoadOptions.of(new Images(
                            state,
                            console.environment(),
                            Optional.empty(),
                            false,
                            Optional.empty(),
                            (what, done, total) -> {})::source)
                    .withCacheDir(state.scripts())
                    .withNewerFields(new PulledSchemas(state).newerFields())
                    .withExtraVars(extra)
                    .withLimit(Inventories.limit(inventory, hosts));
            return Playbooks.load(console, options, file, hosts);
        } catch (PlaybookException e) {
            throw Problems.of(e);
        }
    }

    /** All images: for the architectures that are said, else for those that any of them is locked for, else for all. */
    private List<Wanted> withoutInventory(Map<String, ImageDefinition> images, LockFile previous) {
        Map<Architecture, String> named = WantedArchitectures.parse(archs);
        List<Wanted> wanted = new ArrayList<>();
        for (ImageDefinition image : images.values()) {
            for (Architecture architecture : Architecture.values()) {
                List<String> locked = previous.images().stream()
                        .map(LockedImage::arch)
                        .filter(architecture::runs)
                        .distinct()
                        .toList();
                if (named.containsKey(architecture)) {
                    wanted.add(wanted(image, architecture, named));
                } else if (named.isEmpty() && previous.images().isEmpty()) {
                    wanted.add(wanted(image, architecture, Map.of()));
                } else if (named.isEmpty()) {
                    locked.forEach(arch -> wanted.add(wanted(image, architecture, Map.of(architecture, arch))));
                }
            }
        }
        return wanted;
    }

    private Wanted wanted(ImageDefinition image, Architecture architecture, Map<Architecture, String> alpineArchs) {
        return new Wanted(
                repositories.of(image),
                architecture,
                alpineArchs.getOrDefault(architecture, architecture.alpineArch()));
    }
}
