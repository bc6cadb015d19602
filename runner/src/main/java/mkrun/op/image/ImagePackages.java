package mkrun.op.image;

import java.util.List;
import java.util.Map;
import mkrun.alpine.AlpineException;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Resolution;
import mkrun.alpine.apk.ApkFile;
import mkrun.alpine.install.Installer;
import mkrun.alpine.lock.LockedImage;
import mkrun.alpine.lock.LockedPackages;
import mkrun.alpine.repository.Access;
import mkrun.alpine.repository.PackageSource;
import mkrun.alpine.repository.RepositoryState;
import mkrun.target.TargetException;

/** The packages of an image: as a solver chooses them of what repositories have now, or as a lock says. */
interface ImagePackages {
    /** Which packages, in the order they are installed: enough of them to tell one image from another. */
    Resolution resolution();

    /** The repositories that the image was made from, as their lines were written. */
    List<String> repositories();

    /** The indexes that the packages were chosen from. */
    List<RepositoryState> states();

    /** Whether any of them is a stand-in that is good for the lab and nothing else. */
    boolean isForLabOnly();

    /**
     * The packages with all that is needed to install them.
     *
     * @throws AlpineException if one cannot be had or trusted
     */
    Ready ready() throws AlpineException;

    /**
     * What an installer takes.
     *
     * @param fetcher gives the file of each record of the resolution
     */
    record Ready(Resolution resolution, Installer.Fetcher fetcher) {}

    /** What the repositories of the definition have now. */
    static ImagePackages solved(ImageInputs inputs, Access access) throws AlpineException {
        List<String> lines = inputs.definition().repositories();
        PackageSource source = PackageSource.open(lines, inputs.alpineArch(), inputs.keys(access), access);
        return new Solved(source, source.resolveWishes(inputs.wishes()));
    }

    /**
     * What a lock says.
     *
     * @throws TargetException if it was made for something else
     */
    static ImagePackages locked(ImageInputs inputs, ImageLock lock, Access access)
            throws TargetException, AlpineException {
        LockedImage locked = lock.of(inputs);
        return new Locked(locked, inputs, access);
    }

    /** Chosen by the solver. */
    record Solved(PackageSource source, Resolution resolution) implements ImagePackages {
        @Override
        public List<String> repositories() {
            return source.states().stream().map(RepositoryState::line).toList();
        }

        @Override
        public List<RepositoryState> states() {
            return source.states();
        }

        @Override
        public boolean isForLabOnly() {
            return source.isForLabOnly();
        }

        @Override
        public Ready ready() {
            return new Ready(resolution, source::fetch);
        }
    }

    /** Named by a lock. The keys are read only when packages are. */
    record Locked(LockedImage image, ImageInputs inputs, Access access) implements ImagePackages {
        @Override
        public Resolution resolution() {
            return image.resolution();
        }

        @Override
        public List<String> repositories() {
            return image.lines();
        }

        @Override
        public List<RepositoryState> states() {
            return image.repositories();
        }

        @Override
        public boolean isForLabOnly() {
            return image.isForLabOnly();
        }

        @Override
        public Ready ready() throws AlpineException {
            List<String> lines = inputs.definition().repositories();
            LockedPackages packages = LockedPackages.open(image, lines, inputs.keys(access), access);
            Map<PackageRecord, ApkFile> files = packages.fetchAll();
            return new Ready(packages.resolution(files), files::get);
        }
    }
}
