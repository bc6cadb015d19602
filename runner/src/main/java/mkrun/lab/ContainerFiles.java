package mkrun.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;
import org.slf4j.LoggerFactory;

/** What containers have on disk: their files, what is remembered of their images, and the sources of their mounts. */
final class ContainerFiles {
    private final LabConfig config;
    private final RouterState state;
    private final RouterFiles files;
    private final ContainerMounts mounts;

    ContainerFiles(LabConfig config, RouterState state, RouterFiles files) {
        this.config = config;
        this.state = state;
        this.files = files;
        this.mounts = new ContainerMounts(config, state, files);
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
        } catch (JsonProcessingException e) {
            return new Import(
                    Optional.empty(), String.valueOf(ImageRefused.noConfig().getMessage()));
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
                boolean complete = config.containers() == LabContainers.RUNC;
                if (complete) {
                    LayerRights.apply(beside, layers);
                }
                new ContainerRoot(opened.image().config(), layers.links(), complete).write(memory(id));
                Files.move(beside, target);
            }
            return opened.image();
        }
    }

    /** Where what is known of a container's files is kept. */
    private Path memory(String id) {
        return config.stateDir().resolve("container-" + id.substring(1) + ".json");
    }

    /** What is remembered of a container's image. */
    ContainerRoot image(TableRow row) throws NotStarted {
        try {
            return ContainerRoot.read(memory(row.id()));
        } catch (IOException e) {
            throw new NotStarted("could not load config.json");
        }
    }

    /** The folder of a container's files. */
    Path root(TableRow row) {
        return files.locate(row.text("root-dir")).orElseThrow();
    }

    /**
     * Sees that a container has what it needs to start, and makes the sources of its mounts.
     *
     * @throws NotStarted in a router's words
     */
    void prepare(TableRow row) throws NotStarted {
        for (String veth : row.text("interface").split(",")) {
            if (state.table("/interface/veth").where("name", veth).isEmpty()) {
                throw new NotStarted("could not acquire interface: no device (6)");
            }
        }
        if (nameServers(row).isEmpty()) {
            throw new NotStarted("could not start: no dns server configured");
        }
        ContainerEnv.configured(state, row);
        mounts.prepare(row);
    }

    /** The name servers of a container: its own, or the router's. */
    List<String> nameServers(TableRow row) {
        TableRow dns = state.single("/ip/dns");
        return Stream.of(row.text("dns"), dns.text("servers"), dns.text("dynamic-servers"))
                .filter(servers -> !servers.isEmpty())
                .findFirst()
                .map(servers -> List.of(servers.split(",")))
                .orElse(List.of());
    }

    /** What runs in a container. */
    List<String> command(TableRow row) throws NotStarted {
        List<String> command = image(row).image().command(words(row.text("entrypoint")), words(row.text("cmd")));
        if (command.isEmpty()) {
            throw new NotStarted("exited with status 255");
        }
        return command;
    }

    /** The words of a command, as between blanks. */
    static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    /** Sees that the program of a container is there. */
    void requireProgram(TableRow row) throws NotStarted {
        String program = command(row).get(0);
        if (!image(row).has(root(row), program)) {
            throw new NotStarted("exited with status 255: execvpe " + program + ": No such file or directory");
        }
    }

    /** What is mounted into containers. */
    ContainerMounts mounts() {
        return mounts;
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
            LoggerFactory.getLogger(ContainerFiles.class).warn("cannot delete {}", path, e);
        }
    }
}
