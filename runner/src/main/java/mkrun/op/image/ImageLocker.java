package mkrun.op.image;

import java.util.Optional;
import java.util.function.Predicate;
import mkrun.alpine.AlpineException;
import mkrun.alpine.lock.LockMaker;
import mkrun.alpine.lock.LockedImage;
import mkrun.alpine.repository.Access;
import mkrun.alpine.repository.PackageSource;
import mkrun.alpine.sign.Keys;
import mkrun.image.Architecture;
import mkrun.target.TargetException;

/** Finds out what images are made of, for a lock. */
public final class ImageLocker {
    private final Access access;

    /**
     * @param access the cache, and whether servers may be asked
     */
    public ImageLocker(Access access) {
        this.access = access;
    }

    /**
     * What an image is to be made of.
     *
     * @param alpineArch Alpine's name of the architecture
     * @param previous the lock whose packages are kept where that is possible; empty for none
     * @param mayChange names of the packages of that lock that are to become the best there are
     * @throws TargetException if what it asks for cannot be met, had or trusted
     */
    public LockedImage lock(
            ImageDefinition definition,
            Architecture architecture,
            String alpineArch,
            Optional<LockedImage> previous,
            Predicate<String> mayChange)
            throws TargetException {
        ImageInputs inputs = new ImageInputs(definition, architecture, alpineArch);
        inputs.checkArchitecture();
        try {
            Keys keys = inputs.keys(access);
            PackageSource source = PackageSource.open(definition.repositories(), alpineArch, keys, access);
            LockMaker maker = new LockMaker(source, keys, access);
            return previous.isEmpty()
                    ? maker.make(definition.name(), inputs.wishes())
                    : maker.renew(previous.get(), inputs.wishes(), mayChange);
        } catch (AlpineException e) {
            throw new TargetException(
                    "image '" + definition.name() + "' for " + architecture + ": " + e.getMessage(), e);
        }
    }
}
