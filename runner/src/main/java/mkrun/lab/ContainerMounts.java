package mkrun.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;

/** What is mounted into containers, and where on the router it comes from. */
final class ContainerMounts {
    private final LabConfig config;
    private final RouterState state;
    private final RouterFiles files;

    ContainerMounts(LabConfig config, RouterState state, RouterFiles files) {
        this.config = config;
        this.state = state;
        this.files = files;
    }

    /**
     * The mounts of a container, those of its lists first.
     *
     * @throws NotStarted if nobody knows which of two counts
     */
    List<ContainerMount> of(TableRow row) throws NotStarted {
        List<ContainerMount> mounts = new ArrayList<>(listed(row));
        Optional<ContainerMount> own = InlineValues.of(row).mount();
        if (own.isPresent()) {
            String target = own.get().target();
            if (mounts.stream().anyMatch(m -> m.target().equals(target))) {
                throw new NotStarted("could not start: mount and mountlists both have dst " + target);
            }
            mounts.add(own.get());
        }
        return mounts;
    }

    private List<ContainerMount> listed(TableRow row) {
        List<String> lists = List.of(row.text("mountlists").split(","));
        return state.table("/container/mounts").rows().stream()
                .filter(mount -> lists.contains(mount.text("list")) && !mount.is("disabled"))
                .map(ContainerMounts::listedAs)
                .toList();
    }

    private static ContainerMount listedAs(TableRow mount) {
        String mode = mount.text("mode");
        return new ContainerMount(
                mount.text("src"), mount.text("dst"), mode.isEmpty() ? List.of("rw") : List.of(mode.split(",")));
    }

    /**
     * Makes what mounts come from where it is missing, with what the image has at its place.
     *
     * @throws NotStarted in a router's words
     */
    void prepare(TableRow row) throws NotStarted {
        for (ContainerMount mount : of(row)) {
            Optional<Path> source = files.locate(mount.src());
            try {
                if (source.isPresent() && !Files.exists(source.get())) {
                    populate(row, mount.dst(), source.get());
                }
            } catch (IOException e) {
                throw new NotStarted("could not mount " + mount.src() + ": " + e.getMessage());
            }
        }
    }

    /**
     * Where on this machine a mount comes from.
     *
     * @throws NotStarted if nothing is there, or nothing can be
     */
    Path source(ContainerMount mount) throws NotStarted {
        return files.locate(mount.src())
                .filter(Files::exists)
                .orElseThrow(() -> new NotStarted("could not mount " + mount.src()));
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
                if (!from.equals(image.get())) {
                    requireRoom(to, Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS) ? Files.size(from) : 0);
                    Files.copy(from, to, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
                }
                if (config.containers() == LabContainers.RUNC) {
                    LayerRights.copy(from, to);
                }
            }
        }
    }

    private void requireRoom(Path file, long bytes) throws IOException {
        if (!files.room(files.name(file)).take(bytes)) {
            throw new IOException("no space left on device");
        }
    }
}
