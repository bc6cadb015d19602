package mkrun.op.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import mkrun.op.image.ImageSource;
import mkrun.routeros.Row;
import mkrun.target.Change;
import mkrun.target.TargetException;
import mkrun.target.routeros.FileUpload;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Plan;

/**
 * The archive of a container's image on the router's disk, unless the router has the container of that image already.
 *
 * @param spec of the container
 * @param source the image
 */
record ImageUploaded(ContainerSpec spec, UploadedImage source) implements ContainerOperation<ImageUploaded.Seen> {
    /**
     * What matters of the router.
     *
     * @param current the container of this very image, if it is there
     * @param path where the archive belongs
     * @param size of what is at that path; empty if nothing is, or nobody needs to know
     */
    record Seen(
            ContainerRows containers,
            ImageSource.Resolved image,
            Optional<Row> current,
            String path,
            OptionalLong size) {}

    @Override
    public Set<String> reads() {
        return Set.of(ContainerRows.MENU);
    }

    static String disk(RouterProbe probe, ContainerRows containers) throws TargetException {
        return Placement.disk(probe.facts(), containers)
                .orElseThrow(() -> new TargetException("the router has no disk for containers"));
    }

    @Override
    public Seen inspect(RouterProbe probe) throws TargetException {
        ContainerRows containers = ContainerRows.of(probe, spec);
        ImageSource.Resolved image = source.resolved(probe);
        Optional<Row> current = containers.current(image.digest());
        String path = containers.names().files().archive(disk(probe, containers), image.digest());
        OptionalLong size = current.isPresent() ? OptionalLong.empty() : probe.fileSize(path);
        return new Seen(containers, image, current, path, size);
    }

    /** With the image, the way of a container begins that replaces one which runs. */
    @Override
    public boolean endangers(Seen seen) throws TargetException {
        return seen.containers().live().isPresent();
    }

    @Override
    public Plan diff(Seen seen) throws TargetException {
        if (seen.current().isPresent()) {
            return Plan.nothing(spec.name() + " is made of this image");
        }
        long wanted = seen.image().archive().size();
        if (seen.size().isPresent() && seen.size().getAsLong() == wanted) {
            return Plan.nothing(seen.path() + " is there");
        }
        List<Change> changes = new ArrayList<>();
        if (seen.size().isPresent()) {
            changes.add(RouterCommand.removeFile(seen.path()));
        }
        changes.add(new FileUpload(seen.image().archive(), seen.path(), spec.name()));
        return new Plan(changes, "");
    }
}
