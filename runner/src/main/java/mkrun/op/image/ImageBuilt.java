package mkrun.op.image;

import java.util.ArrayList;
import java.util.List;
import mkrun.image.Architecture;
import mkrun.target.Change;
import mkrun.target.LocalChange;
import mkrun.target.Progress;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Operation;
import mkrun.task.Plan;

/**
 * The image that a router needs, for the router's architecture, in the store of the machine that runs mkrun. Routers of
 * one architecture share it, so the first of them has it built and the others find it.
 *
 * @param imageName as the playbook calls it
 * @param source where it comes from
 */
public record ImageBuilt(String imageName, ImageSource source) implements Operation<RouterProbe, ImageSource.Resolved> {
    @Override
    public String type() {
        return "image";
    }

    @Override
    public Class<RouterProbe> probe() {
        return RouterProbe.class;
    }

    @Override
    public ImageSource.Resolved inspect(RouterProbe probe) throws TargetException {
        String name = probe.facts().architecture();
        Architecture architecture = Architecture.ofRouter(name)
                .orElseThrow(() -> new TargetException("routers of architecture " + name + " run no containers"));
        return source.resolve(architecture);
    }

    @Override
    public boolean common() {
        return true;
    }

    @Override
    public Plan diff(ImageSource.Resolved seen) {
        if (seen.stored()) {
            return Plan.nothing(
                    "image " + imageName + " " + seen.architecture() + " " + seen.digest() + " is in the store");
        }
        return new Plan(List.of(new Stored(imageName, seen)), note(seen));
    }

    private String note(ImageSource.Resolved image) {
        return image.architecture() + " " + image.digest().substring(0, "sha256:".length() + 12) + ", "
                + image.archive().size() + " bytes";
    }

    /** An image that was built is put in the store. */
    private record Stored(String imageName, ImageSource.Resolved image) implements LocalChange {
        @Override
        public String summary() {
            return "build image %s %s %s (%d bytes)"
                    .formatted(
                            imageName,
                            image.architecture(),
                            image.digest(),
                            image.archive().size());
        }

        @Override
        public List<String> diff() {
            List<String> lines = new ArrayList<>(List.of(summary()));
            image.changes().stream().map(Change::diff).forEach(lines::addAll);
            return lines;
        }

        @Override
        public void run(Progress progress) throws TargetException {
            image.store(progress);
        }
    }
}
