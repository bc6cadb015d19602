package mkrun.op.image;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import mkrun.alpine.repository.Access;
import mkrun.image.Architecture;
import mkrun.image.ImageHealth;
import mkrun.image.ImageStore;
import mkrun.target.Progress;
import mkrun.target.TargetException;

/**
 * Makes images of definitions, without root rights and without running any program of theirs. An image is a function of
 * its definition, of the packages by checksum, and of its time; if the store has one made of the same, nothing is built.
 */
public final class ImageBuilder {
    private final Access access;
    private final ImageStore store;
    private final OptionalLong sourceDateEpoch;
    private final Optional<ImageLock> lock;

    /**
     * @param cache folder for downloaded packages, made if missing
     * @param store where images are looked up and put
     * @param sourceDateEpoch the time of what is built, in seconds since 1970; empty for that of its newest package
     * @param progress told about downloads and builds
     */
    public ImageBuilder(Path cache, ImageStore store, OptionalLong sourceDateEpoch, Progress progress) {
        this(Access.online(cache, progress), store, sourceDateEpoch, Optional.empty());
    }

    private ImageBuilder(Access access, ImageStore store, OptionalLong sourceDateEpoch, Optional<ImageLock> lock) {
        this.access = access;
        this.store = store;
        this.sourceDateEpoch = sourceDateEpoch;
        this.lock = lock;
    }

    /** The same builder, asking no server for anything if {@code offline}. */
    public ImageBuilder offline(boolean offline) {
        Access other = new Access(access.cache(), offline, access.progress(), access.untrusted());
        return new ImageBuilder(other, store, sourceDateEpoch, lock);
    }

    /**
     * The same builder, which takes indexes and packages that no trusted key signed.
     *
     * @param told of each of them, on any thread; empty if such are refused
     */
    public ImageBuilder allowingUntrusted(Optional<Consumer<String>> told) {
        Access other = new Access(access.cache(), access.offline(), access.progress(), told);
        return new ImageBuilder(other, store, sourceDateEpoch, lock);
    }

    /** A builder of images that are made of what a lock says; without one, of what the repositories have. */
    public ImageBuilder withLock(Optional<ImageLock> other) {
        return new ImageBuilder(access, store, sourceDateEpoch, other);
    }

    /** The {@code SOURCE_DATE_EPOCH} of an environment; empty if it has none or one that is no number. */
    public static OptionalLong sourceDateEpoch(Map<String, String> environment) {
        String value = environment.getOrDefault("SOURCE_DATE_EPOCH", "");
        return value.matches("[0-9]{1,11}") ? OptionalLong.of(Long.parseLong(value)) : OptionalLong.empty();
    }

    /** The images of a definition, built from each architecture's usual Alpine architecture. */
    public ImageSource source(ImageDefinition definition) {
        return source(definition, Map.of());
    }

    /**
     * The images of a definition. Nothing is done before one is asked for.
     *
     * @param alpineArchs Alpine's architecture where it is not {@link Architecture#alpineArch}, e.g. {@code armhf}
     */
    public ImageSource source(ImageDefinition definition, Map<Architecture, String> alpineArchs) {
        return new Source(definition, Map.copyOf(alpineArchs));
    }

    private final class Source implements ImageSource {
        private final ImageDefinition definition;
        private final Map<Architecture, String> alpineArchs;
        private final Map<Architecture, FutureTask<Resolved>> resolved = new ConcurrentHashMap<>();

        Source(ImageDefinition definition, Map<Architecture, String> alpineArchs) {
            this.definition = definition;
            this.alpineArchs = alpineArchs;
        }

        @Override
        public String name() {
            return definition.name();
        }

        @Override
        public Optional<ImageHealth> health() {
            return definition.health();
        }

        @Override
        public Resolved resolve(Architecture architecture) throws TargetException {
            FutureTask<Resolved> task = resolved.computeIfAbsent(architecture, a -> new FutureTask<>(() -> build(a)));
            task.run(); // by whoever comes first; does nothing for the others
            try {
                return task.get();
            } catch (ExecutionException e) {
                throw failure(e.getCause(), architecture);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TargetException("interrupted while building image " + name(), e);
            }
        }

        private Resolved build(Architecture architecture) throws TargetException {
            String alpineArch = alpineArchs.getOrDefault(architecture, architecture.alpineArch());
            ImageInputs inputs = new ImageInputs(definition, architecture, alpineArch);
            return new ImageBuild(inputs, lock, sourceDateEpoch, access.progress()).resolve(access, store);
        }

        /** A fault of mkrun's own is none of the image's, and goes on as it is. */
        private TargetException failure(Throwable cause, Architecture architecture) {
            if (cause instanceof Error error) {
                throw error;
            }
            if (cause instanceof RuntimeException fault && !(cause instanceof UncheckedIOException)) {
                throw fault;
            }
            return new TargetException("image '" + name() + "' for " + architecture + ": " + cause.getMessage(), cause);
        }
    }
}
