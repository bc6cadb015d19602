package mkrun.op.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import mkrun.alpine.AlpineException;
import mkrun.alpine.Dependency;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Resolution;
import mkrun.alpine.Wish;
import mkrun.alpine.repository.AlpineKeys;
import mkrun.alpine.repository.PackageSource;
import mkrun.alpine.sbom.CycloneDx;
import mkrun.alpine.sbom.Spdx;
import mkrun.alpine.sbom.Subject;
import mkrun.alpine.sign.Keys;
import mkrun.image.Architecture;
import mkrun.image.BuiltImage;
import mkrun.image.DockerArchive;
import mkrun.image.ImageConfig;
import mkrun.image.ImageStore;
import mkrun.image.Layer;
import mkrun.op.rootfs.PackagesInstalled;
import mkrun.target.Change;
import mkrun.target.Progress;
import mkrun.target.TargetException;
import mkrun.target.rootfs.RootfsTree;
import mkrun.task.Task;

/** One image for one architecture on its way from a definition to an archive. */
final class ImageBuild {
    /** Part of every key: raised when the same inputs would make other bytes. */
    private static final String FORMAT = "mkrun image 2";

    private static final String LAB_ONLY_LABEL = "mkrun.lab-only";

    private final ImageDefinition definition;
    private final Architecture architecture;
    private final String alpineArch;
    private final OptionalLong sourceDateEpoch;
    private final Progress progress;

    ImageBuild(
            ImageDefinition definition,
            Architecture architecture,
            String alpineArch,
            OptionalLong sourceDateEpoch,
            Progress progress) {
        this.definition = definition;
        this.architecture = architecture;
        this.alpineArch = alpineArch;
        this.sourceDateEpoch = sourceDateEpoch;
        this.progress = progress;
    }

    /** Finds the image in the store, or builds it in memory. */
    StoredImage resolve(Path cache, ImageStore store) throws TargetException {
        try {
            checkArchitecture();
            List<Task> tasks = tasks();
            PackageSource packages =
                    PackageSource.open(definition.repositories(), alpineArch, keys(cache), cache, progress);
            Resolution resolution = packages.resolveWishes(wishes(tasks));
            long epoch = sourceDateEpoch.orElseGet(() -> newest(resolution));
            String key = key(tasks, resolution, epoch);
            BuiltImage known = store.find(key).orElse(null);
            if (known != null) {
                return StoredImage.found(store, key, known, packages.isForLabOnly());
            }
            List<Change> changes = new ArrayList<>();
            RootfsBuild build = new RootfsBuild(title(), packages, definition.skippedScripts(), epoch, progress);
            RootfsTree tree = build.build(definition.repositories(), resolution, tasks, changes);
            BuiltImage image = DockerArchive.of(definition.name(), config(packages, epoch), Layer.of(tree, epoch));
            return StoredImage.built(
                    store,
                    key,
                    withBills(image, tree, resolution, epoch).with("scripts.json", ScriptLedger.of(build.scripts())),
                    packages.isForLabOnly(),
                    changes);
        } catch (AlpineException | IOException | IllegalArgumentException e) {
            throw new TargetException(e.getMessage(), e);
        }
    }

    /** The image with its bills of materials beside it. */
    private BuiltImage withBills(BuiltImage image, RootfsTree tree, Resolution resolution, long epoch) {
        Subject subject = new Subject(
                image.name(),
                architecture.ociName(),
                alpineArch,
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

    private void checkArchitecture() throws TargetException {
        if (!architecture.runs(alpineArch)) {
            throw new TargetException("packages of Alpine's " + alpineArch + " do not run on " + architecture);
        }
    }

    /** The tasks whose condition holds; what they may ask for is what is built. */
    private List<Task> tasks() {
        Map<String, Object> facts = Map.of("architecture", architecture.ociName(), "alpine_arch", alpineArch);
        return definition.tasks(architecture).stream()
                .filter(task -> task.when().test(facts))
                .toList();
    }

    private Keys keys(Path cache) throws AlpineException {
        if (!definition.keysDir().isEmpty()) {
            return Keys.folder(Path.of(definition.keysDir()));
        }
        boolean onlyEmbedded = definition.repositories().stream().allMatch(PackageSource.EMBEDDED::equals);
        return onlyEmbedded ? Keys.none() : AlpineKeys.of(alpineArch, cache, progress);
    }

    /** What the tasks wish for, each wish with the first task that has it. */
    private static List<Wish> wishes(List<Task> tasks) throws AlpineException {
        Map<String, Wish> wishes = new TreeMap<>();
        for (Task task : tasks) {
            if (task.operation() instanceof PackagesInstalled packages) {
                String role =
                        task.id().role().isEmpty() ? "" : "role " + task.id().role() + ", ";
                for (String name : packages.names()) {
                    wishes.putIfAbsent(name, Wish.parse(name, role + task.id().position()));
                }
            }
        }
        return List.copyOf(wishes.values());
    }

    private static long newest(Resolution resolution) {
        return resolution.packages().stream()
                .mapToLong(PackageRecord::buildTime)
                .max()
                .orElse(0);
    }

    private String key(List<Task> tasks, Resolution resolution, long epoch) {
        return Fingerprint.of(
                FORMAT,
                definition.name(),
                architecture,
                alpineArch,
                definition.env(),
                definition.labels(),
                definition.command(),
                definition.skippedScripts(),
                RootfsBuild.lastingRepositories(definition.repositories()),
                resolution.packages().stream()
                        .map(p -> p.id() + " " + p.checksum())
                        .toList(),
                resolution.world().stream().map(Dependency::toString).toList(),
                epoch,
                tasks.stream().map(Task::operation).toList());
    }

    private ImageConfig config(PackageSource packages, long epoch) {
        Map<String, String> labels = new TreeMap<>(definition.labels());
        if (packages.isForLabOnly()) {
            labels.put(LAB_ONLY_LABEL, "true");
        }
        return new ImageConfig(
                architecture, architecture.variant(alpineArch), epoch, definition.env(), definition.command(), labels);
    }

    private String title() {
        return "build " + definition.name() + " " + architecture;
    }
}
