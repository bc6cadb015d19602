package mkrun.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mkrun.image.Architecture;
import mkrun.image.ImageStore;
import mkrun.op.image.ImageBuilder;
import mkrun.op.image.ImageDefinition;
import mkrun.op.image.ImageLock;
import mkrun.op.image.ImageSource;
import mkrun.report.ProgressBar;
import mkrun.target.AtomicFile;
import mkrun.target.Content;
import mkrun.target.Progress;
import mkrun.target.TargetException;
import mkrun.task.SourcePos;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mkrun build}: images as files, without routers. */
@Command(
        name = "build",
        description = {
            "Build the images of a playbook and write them as docker-archives.",
            "Prints a line per image on standard output: path, sha256 digest of the image config, architecture, bytes."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class BuildCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            index = "0",
            paramLabel = "PLAYBOOK",
            description = "The playbook: a file, looked up as given, then under playbooks/.")
    private String playbook = "";

    @Option(
            names = "--arch",
            split = ",",
            paramLabel = "ARCH[:ALPINE]",
            defaultValue = "amd64,arm64,arm",
            description =
                    "amd64, arm64, arm, each with an Alpine architecture behind a colon if it is not x86_64, aarch64,"
                            + " armv7 (default: ${DEFAULT-VALUE}).")
    private List<String> archs = new ArrayList<>();

    @Mixin
    private RepositoryArguments repositories = new RepositoryArguments();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Folder for IMAGE-ARCH.tar and what belongs beside it; made if missing.")
    private Path out = Path.of("");

    @Option(
            names = {"-e", "--extra-vars"},
            paramLabel = "VARS",
            description = "Variables over all others: " + ExtraVars.FORMS)
    private List<String> extraVars = new ArrayList<>();

    @Mixin
    private NetworkArguments network = new NetworkArguments();

    BuildCommand(Console console) {
        this.console = console;
    }

    /** An image under way, and where it was asked for. */
    private record Building(SourcePos position, Future<Built> built) {}

    private record Built(Path file, String digest, Architecture architecture, long bytes) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        StateDir state = StateDir.of(console.environment());
        Map<Architecture, String> wanted = WantedArchitectures.parse(archs);
        Path file = PlaybookFiles.find(playbook);
        Collection<ImageDefinition> images = PlaybookImages.load(console, file, ExtraVars.parse(extraVars), state)
                .values();
        Optional<ImageLock> lock = lock(file, images, wanted);
        List<ImageDefinition> definitions =
                images.stream().map(repositories::of).toList();
        Files.createDirectories(out);
        ProgressBar bar = new ProgressBar(console.errorScreen());
        ImageBuilder builder = new ImageBuilder(
                        state.cache(),
                        new ImageStore(state.images()),
                        ImageBuilder.sourceDateEpoch(console.environment()),
                        (what, done, total) -> bar.show("build", what, done, total))
                .withLock(lock)
                .offline(network.offline)
                .allowingUntrusted(network.trust.warnings(console, bar::clear));
        try (Interruption interruption = Interruption.ofFetching(console, bar)) {
            return buildAll(definitions, wanted, builder, bar);
        }
    }

    private int buildAll(
            List<ImageDefinition> definitions, Map<Architecture, String> wanted, ImageBuilder builder, ProgressBar bar)
            throws InterruptedException {
        ExecutorService threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "mkrun-build");
            thread.setDaemon(true);
            return thread;
        });
        List<Building> builds = new ArrayList<>();
        for (ImageDefinition definition : definitions) {
            ImageSource source = builder.source(definition, wanted);
            wanted.keySet()
                    .forEach(arch ->
                            builds.add(new Building(definition.position(), threads.submit(() -> build(source, arch)))));
        }
        int failed = 0;
        for (Building build : builds) {
            failed += await(build, bar) ? 0 : 1;
        }
        threads.shutdown();
        return (failed == 0 ? ExitCode.OK : ExitCode.FAILED).code();
    }

    private boolean await(Building build, ProgressBar bar) throws InterruptedException {
        try {
            Built built = build.built.get();
            bar.clear();
            console.out().println(built.file + "  " + built.digest + "  " + built.architecture + "  " + built.bytes);
            return true;
        } catch (ExecutionException e) {
            bar.clear();
            Throwable cause = e.getCause();
            if (cause instanceof TargetException) {
                console.fail(ExitCode.FAILED, build.position + ": " + cause.getMessage());
            } else {
                console.report(cause instanceof Exception exception ? exception : new IllegalStateException(cause));
            }
            return false;
        }
    }

    private Built build(ImageSource source, Architecture architecture) throws TargetException, IOException {
        ImageSource.Resolved image = source.resolve(architecture);
        image.store(Progress.NONE);
        String name = source.name() + "-" + architecture;
        Map<Path, Content> files = new LinkedHashMap<>();
        image.companions().forEach((suffix, content) -> files.put(out.resolve(name + "." + suffix), content));
        Path file = out.resolve(name + ".tar");
        files.put(file, image.archive());
        AtomicFile.writeTogether(files);
        return new Built(file, image.digest(), architecture, image.archive().size());
    }

    /** Refuses a stale lock before anything is built. */
    private Optional<ImageLock> lock(Path file, Collection<ImageDefinition> images, Map<Architecture, String> wanted) {
        Optional<ImageLock> lock = Locks.ofBuild(file, playbook);
        lock.ifPresent(found ->
                images.forEach(image -> Locks.check(found, image, wanted.keySet(), wanted, repositories.ofPlaybook())));
        return lock;
    }
}
