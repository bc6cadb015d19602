package mkrun.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;

/** What containers have on disk: their files, what is remembered of their images, and the sources of their mounts. */
final class ContainerFiles {
    private final LabConfig config;
    private final RouterState state;
    private final RouterFiles files;

    ContainerFiles(LabConfig config, RouterState state, RouterFiles files) {
        this.config = config;
        this.state = state;
        this.files = files;
    }

    /** What came of an import: the image, or why there is none. */
    record Import(Optional<LabImage> image, String error) {}

    /** Opens what an image is taken from. */
    interface Opening {
        Opened open() throws ImageRefused, IOException;
    }

    /** An image and its layers. */
    record Opened(LabImage image, ImageLayers layers) {}

    /** The image of a file. */
    Opening archive(String file) {
        return () -> {
            Path source = files.locate(file)
                    .filter(Files::isRegularFile)
                    .orElseThrow(() -> new ImageRefused("download/extract error: could not open " + file));
            ImageArchive archive = ImageArchive.open(source, state.version().atLeast("7.17"));
            try {
                return new Opened(archive.image(config.architecture()), archive);
            } catch (ImageRefused | IOException e) {
                archive.close();
                throw e;
            }
        };
    }

    /**
     * An image of a registry, with the settings of this moment.
     *
     * @param checked whether the registry's certificate must be one that the router trusts
     * @param downloaded called when all of it is here
     */
    Opening remote(String remoteImage, boolean checked, Runnable downloaded) {
        RegistryReference reference;
        try {
            reference = RegistryReference.of(remoteImage, checked, state, config);
        } catch (ImageRefused e) {
            return () -> {
                throw e;
            };
        }
        return () -> {
            PulledLayers pulled = PulledLayers.download(reference, config.architecture());
            downloaded.run();
            return new Opened(pulled.image(), pulled);
        };
    }

    /** An import that fails while it unpacks. */
    static Import broken() {
        return new Import(
                Optional.empty(), String.valueOf(ImageRefused.badLayer().getMessage()));
    }

    /** How long the router's disks take for an image in that file. */
    Duration writing(String file) {
        long size = files.locate(file).map(f -> f.toFile().length()).orElse(0L);
        return config.speeds().writing(size);
    }

    /** Unpacks an image to where a container is to live; the rest is as on a router. */
    Import unpack(Opening source, String root, String id) {
        Path target = files.locate(root).orElseThrow();
        Path beside = target.resolveSibling("." + target.getFileName() + ".extracting");
        try {
            RouterFiles.delete(beside);
            return new Import(Optional.of(unpack(source, root, id, beside, target)), "");
        } catch (ImageRefused e) {
            return new Import(Optional.empty(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Import(Optional.empty(), "download/extract error: " + e.getMessage());
        } finally {
            deleteQuietly(beside);
        }
    }

    private LabImage unpack(Opening source, String root, String id, Path beside, Path target)
            throws ImageRefused, IOException {
        Opened opened = source.open();
        try (ImageLayers all = opened.layers()) {
            if (!files.unixFileSystem(root)) {
                throw ImageRefused.badLayer();
            }
            // Before 7.23 files that are there already are silently kept, and run.
            if (!Files.exists(target)) {
                Files.createDirectories(target.getParent());
                LayerFiles layers = new LayerFiles(beside, files.room(root));
                layers.unpack(all, opened.image());
                new ContainerRoot(opened.image().command(), layers.links()).write(memory(id));
                Files.move(beside, target);
            }
            return opened.image();
        }
    }

    /** Where what is known of a container's files is kept. */
    private Path memory(String id) {
        return config.stateDir().resolve("container-" + id.substring(1) + ".json");
    }

    /** Why a container cannot start, in a router's words. */
    Optional<String> startProblem(TableRow row) {
        for (String veth : row.text("interface").split(",")) {
            if (state.table("/interface/veth").where("name", veth).isEmpty()) {
                return Optional.of("could not acquire interface: no device (6)");
            }
        }
        if (row.text("dns").isEmpty()
                && state.single("/ip/dns").text("servers").isEmpty()
                && state.single("/ip/dns").text("dynamic-servers").isEmpty()) {
            return Optional.of("could not start: no dns server configured");
        }
        try {
            return programProblem(row).or(() -> mountProblem(row));
        } catch (IOException e) {
            return Optional.of("could not load config.json");
        }
    }

    private Optional<String> programProblem(TableRow row) throws IOException {
        Path root = files.locate(row.text("root-dir")).orElseThrow();
        ContainerRoot memory = ContainerRoot.read(memory(row.id()));
        List<String> command = new ArrayList<>();
        for (String field : new String[] {"entrypoint", "cmd"}) {
            if (!row.text(field).isBlank()) {
                command.addAll(List.of(row.text(field).strip().split("\\s+")));
            }
        }
        command.addAll(memory.command());
        if (command.isEmpty()) {
            return Optional.of("exited with status 255");
        }
        String program = command.get(0);
        return memory.has(root, program)
                ? Optional.empty()
                : Optional.of("exited with status 255: execvpe " + program + ": No such file or directory");
    }

    /** Sources of mounts are made, with what the image has at their place, when a container starts. */
    private Optional<String> mountProblem(TableRow row) {
        List<String> lists = List.of(row.text("mountlists").split(","));
        for (TableRow mount : state.table("/container/mounts").rows()) {
            if (lists.contains(mount.text("list")) && !mount.is("disabled")) {
                Optional<Path> source = files.locate(mount.text("src"));
                try {
                    if (source.isPresent() && !Files.exists(source.get())) {
                        populate(row, mount.text("dst"), source.get());
                    }
                } catch (IOException e) {
                    return Optional.of("could not mount " + mount.text("src") + ": " + e.getMessage());
                }
            }
        }
        return Optional.empty();
    }

    private void populate(TableRow row, String inside, Path source) throws IOException {
        requireRoom(source, 0);
        Files.createDirectories(source);
        Optional<Path> image = files.locate(row.text("root-dir") + "/" + inside).filter(Files::isDirectory);
        if (image.isEmpty()) {
            return;
        }
        try (var all = Files.walk(image.get())) {
            for (Path from : all.toList()) {
                Path to = source.resolve(image.get().relativize(from).toString());
                if (Files.isDirectory(from)) {
                    Files.createDirectories(to);
                } else {
                    requireRoom(to, Files.size(from));
                    Files.copy(from, to);
                }
            }
        }
    }

    private void requireRoom(Path file, long bytes) throws IOException {
        if (!files.room(files.name(file)).take(bytes)) {
            throw new IOException("no space left on device");
        }
    }

    /** Deletes all that a container has. */
    void delete(String id, String root) {
        files.locate(root).ifPresent(ContainerFiles::deleteQuietly);
        deleteQuietly(memory(id));
    }

    private static void deleteQuietly(Path path) {
        try {
            RouterFiles.delete(path);
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(ContainerFiles.class).warn("cannot delete {}", path, e);
        }
    }
}
