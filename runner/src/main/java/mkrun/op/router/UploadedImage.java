package mkrun.op.router;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.image.Architecture;
import mkrun.op.image.ImageSource;
import mkrun.routeros.Dialect;
import mkrun.routeros.Lack;
import mkrun.routeros.RouterFacts;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.RouterProbe;

/**
 * An image that mkrun builds and uploads: every byte of it is known.
 *
 * @param source of the image
 */
record UploadedImage(ImageSource source) implements ContainerSource {
    /** Archive, extracted files, and what a file system takes for itself. */
    private static final double SPACE_FACTOR = 2.5;

    ImageSource.Resolved resolved(RouterProbe probe) throws TargetException {
        String name = probe.facts().architecture();
        return source.resolve(Architecture.ofRouter(name)
                .orElseThrow(() -> new TargetException("routers of architecture " + name + " run no containers")));
    }

    @Override
    public String digest(RouterProbe probe) throws TargetException {
        return resolved(probe).digest();
    }

    @Override
    public long room(RouterProbe probe) throws TargetException {
        return (long) (resolved(probe).archive().size() * SPACE_FACTOR);
    }

    @Override
    public Optional<Duration> importTime(RouterProbe probe, RouterFacts.Disk disk) throws TargetException {
        return Optional.of(ImportTime.of(disk, resolved(probe).archive().size()));
    }

    @Override
    public boolean resolvesNames() {
        return false;
    }

    @Override
    public Optional<Duration> healthDeadline() {
        return source.health().map(HealthCheck::of).map(HealthCheck::deadline);
    }

    @Override
    public boolean hasArchive() {
        return true;
    }

    @Override
    public Set<String> reads() {
        return Set.of();
    }

    @Override
    public List<Lack> lacks(Dialect dialect) {
        return List.of();
    }

    @Override
    public List<RouterCommand> litter(RouterProbe probe, String archive, boolean live) throws TargetException {
        return !live && probe.fileSize(archive).isPresent() ? List.of(RouterCommand.removeFile(archive)) : List.of();
    }

    @Override
    public Supply supply(RouterProbe probe, String archive) {
        return new Supply(Map.of("file", archive), List.of(), List.of(RouterCommand.removeFile(archive)));
    }
}
