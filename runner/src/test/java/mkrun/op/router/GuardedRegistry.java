package mkrun.op.router;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.image.Architecture;
import mkrun.target.Secret;
import mkrun.testing.OciRegistry;
import mkrun.testing.SelfSigned;

/** A registry that needs all there is to say of one: an address, a user and a password, and a CA of its own. */
final class GuardedRegistry implements AutoCloseable {
    static final String PASSWORD = "s3cret-of-registry";
    private static final String IMAGE = "owner/web";
    /** Large enough for a disk to fill up in the middle of it. */
    private static final int SIZE = 200_000;

    private final OciRegistry registry;
    private final RegistryAccess access;

    private GuardedRegistry(OciRegistry registry, RegistryCa ca) {
        this.registry = registry;
        this.access = new RegistryAccess(
                registry.url().toString(), "me", Optional.of(Secret.of(PASSWORD)), true, Optional.of(ca), "usb1/tmp");
    }

    /**
     * Opens one that has an image with some tags.
     *
     * @param keys directory for its key
     */
    static GuardedRegistry with(Path keys, String... tags) throws Exception {
        SelfSigned signed = SelfSigned.make(keys, "registry");
        OciRegistry registry = OciRegistry.secured(signed.identity(), OciRegistry.Auth.BASIC, "me", PASSWORD);
        for (String tag : tags) {
            byte[] archive = TestImage.large(tag, SIZE)
                    .resolve(Architecture.ARM64)
                    .archive()
                    .bytes();
            registry.put(IMAGE, tag, Map.of("arm64", archive));
        }
        return new GuardedRegistry(registry, RegistryCa.parse(signed.pem()));
    }

    /** The tasks of a container of that image, which may have no such tag. */
    List<NamedOperation> pulled(ContainerSpec spec, String tag) {
        ImageName name = ImageName.parse(IMAGE + ":" + tag, access.home());
        return ContainerTasks.of(spec, new PulledImage(name, access, ""));
    }

    @Override
    public void close() {
        registry.close();
    }
}
