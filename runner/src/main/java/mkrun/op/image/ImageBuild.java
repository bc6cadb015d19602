package mkrun.op.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import mkrun.alpine.AlpineException;
import mkrun.alpine.Dependency;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Resolution;
import mkrun.alpine.repository.Access;
import mkrun.alpine.sbom.CycloneDx;
import mkrun.alpine.sbom.Spdx;
import mkrun.alpine.sbom.Subject;
import mkrun.crypto.NativeCrypto;
import mkrun.image.Architecture;
import mkrun.image.BuiltImage;
import mkrun.image.DockerArchive;
import mkrun.image.ImageConfig;
import mkrun.image.ImageHealth;
import mkrun.image.ImageStore;
import mkrun.image.Layer;
import mkrun.target.Change;
import mkrun.target.Content;
import mkrun.target.FileFault;
import mkrun.target.Progress;
import mkrun.target.TargetException;
import mkrun.target.rootfs.RootfsTree;
import mkrun.task.Task;

/** One image for one architecture on its way from a definition to an archive. */
final class ImageBuild {
    /** Part of every key: raised when the same inputs would make other bytes. */
    private static final String FORMAT = "mkrun image 2";

    private static final String LAB_ONLY_LABEL = "mkrun.lab-only";

    private final ImageInputs inputs;
    private final Optional<ImageLock> lock;
    private final OptionalLong sourceDateEpoch;
    private final Progress progress;
    private final Set<String> untrusted = new ConcurrentSkipListSet<>();

    ImageBuild(ImageInputs inputs, Optional<ImageLock> lock, OptionalLong sourceDateEpoch, Progress progress) {
        this.inputs = inputs;
        this.lock = lock;
        this.sourceDateEpoch = sourceDateEpoch;
        this.progress = progress;
    }

    /** Finds the image in the store, or builds it in memory. */
    StoredImage resolve(Access given, ImageStore store) throws TargetException {
        Access access = given.untrusted()
                .map(told -> given.allowingUntrusted(what -> {
                    untrusted.add(what);
                    told.accept(what);
                }))
                .orElse(given);
        try {
            inputs.checkArchitecture();
            List<Task> tasks = inputs.tasks();
            ImagePackages packages = lock.isPresent()
                    ? ImagePackages.locked(inputs, lock.get(), access)
                    : ImagePackages.solved(inputs, access);
            long epoch = sourceDateEpoch.orElseGet(() -> newest(packages.resolution()));
            String key = key(tasks, packages, epoch, access.untrusted().isPresent());
            BuiltImage known = store.find(key).orElse(null);
            if (known != null) {
                return StoredImage.found(store, key, known, packages.isForLabOnly());
            }
            List<Change> changes = new ArrayList<>();
            BuiltImage image = build(packages, tasks, epoch, changes);
            return StoredImage.built(store, key, image, packages.isForLabOnly(), changes);
        } catch (IOException e) {
            throw new TargetException(FileFault.describe(e), e);
        } catch (AlpineException | IllegalArgumentException e) {
            throw new TargetException(e.getMessage(), e);
        }
    }

    private BuiltImage build(ImagePackages packages, List<Task> tasks, long epoch, List<Change> changes)
            throws AlpineException, TargetException, IOException {
        NativeCrypto.begin(); // for the digests of files and layers
        ImageDefinition definition = inputs.definition();
        ImagePackages.Ready ready = packages.ready();
        RootfsBuild build = new RootfsBuild(title(), inputs.alpineArch(), inputs.scripts(), epoch, progress);
        RootfsTree tree = build.build(packages.repositories(), ready, tasks, changes);
        BuiltImage image = DockerArchive.of(definition.name(), config(packages, epoch), Layer.of(tree, epoch));
        return withBills(image, tree, ready.resolution(), epoch)
                .with("scripts.json", ScriptLedger.of(build.scripts()))
                .with("provenance.json", provenance(image, packages, ready.resolution(), tree));
    }

    private Content provenance(BuiltImage image, ImagePackages packages, Resolution resolution, RootfsTree tree) {
        return Provenance.of(
                image, inputs, packages, resolution, release(tree), lock.isPresent(), List.copyOf(untrusted));
    }

    /** The image with its bills of materials beside it. */
    private BuiltImage withBills(BuiltImage image, RootfsTree tree, Resolution resolution, long epoch) {
        Subject subject = new Subject(
                image.name(),
                inputs.architecture().ociName(),
                inputs.alpineArch(),
                image.digest(),
                epoch,
                release(tree),
                resolution.packages().stream()
                        .sorted(Comparator.comparing(PackageRecord::name))
                        .toList());
        return image.with("spdx.json", Spdx.of(subject)).with("cdx.json", CycloneDx.of(subject));
    }

    /** Alpine's version as the image says it. */
    private static String release(RootfsTree tree) {
        return tree.follow("etc/os-release")
                .flatMap(file -> file.content().asText())
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith("VERSION_ID="))
                        .findFirst())
                .map(line -> line.substring("VERSION_ID=".length()).replace("\"", ""))
                .orElse("");
    }

    private static long newest(Resolution resolution) {
        return resolution.packages().stream()
                .mapToLong(PackageRecord::buildTime)
                .max()
                .orElse(0);
    }

    private String key(List<Task> tasks, ImagePackages packages, long epoch, boolean allowsUntrusted) {
        ImageDefinition definition = inputs.definition();
        Resolution resolution = packages.resolution();
        return Fingerprint.of(
                FORMAT,
                definition.name(),
                inputs.architecture(),
                inputs.alpineArch(),
                definition.env(),
                definition.labels(),
                definition.command(),
                definition.health().map(ImageHealth::toString),
                definition.sandboxesScripts(),
                allowsUntrusted,
                RootfsBuild.lastingRepositories(packages.repositories()),
                resolution.packages().stream()
                        .map(p -> p.id() + " " + p.checksum())
                        .toList(),
                resolution.world().stream().map(Dependency::toString).toList(),
                epoch,
                tasks.stream().map(Task::operation).toList());
    }

    private ImageConfig config(ImagePackages packages, long epoch) {
        ImageDefinition definition = inputs.definition();
        Architecture architecture = inputs.architecture();
        Map<String, String> labels = new TreeMap<>(definition.labels());
        if (packages.isForLabOnly()) {
            labels.put(LAB_ONLY_LABEL, "true");
        }
        return new ImageConfig(
                architecture,
                architecture.variant(inputs.alpineArch()),
                epoch,
                definition.env(),
                definition.command(),
                labels,
                definition.health());
    }

    private String title() {
        return "build " + inputs.definition().name() + " " + inputs.architecture();
    }
}
