package mkrun.playbook;

import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.inventory.Vars;
import mkrun.op.router.ContainerSource;
import mkrun.op.router.ContainerTasks;
import mkrun.op.router.ImageName;
import mkrun.op.router.PulledImage;
import mkrun.op.router.RegistryAccess;
import mkrun.op.router.RegistryCa;
import mkrun.target.FileFault;
import mkrun.task.SourcePos;

/** What a container says of its image: one of the playbook, or one of a registry and how to reach that. */
public abstract class ContainerImageScope {
    private final HostPlace place;
    private final SourcePos position = Positions.here();
    private String image = "";
    private SourcePos imageAt = position;
    private Optional<String> remote = Optional.empty();
    private String edition = "";
    private RegistryAccess access = RegistryAccess.PLAIN;
    private Optional<SourcePos> accessAt = Optional.empty();

    ContainerImageScope(HostPlace place) {
        this.place = place;
    }

    /** Runs an image of this playbook. */
    @Word("image 'alp-rc'")
    public void image(String imageName) {
        image = imageName;
        imageAt = Positions.here();
    }

    /** Runs an image that the router pulls from a registry; another {@code edition} has it pulled again. */
    @Word("remoteImage 'ghcr.io/owner/name:1.2'")
    public void remoteImage(
            @NamedParams({@NamedParam(value = "edition", type = CharSequence.class)}) Map<String, ?> options,
            String name) {
        remote = Optional.of(name);
        imageAt = Positions.here();
        place.evaluation().guarded(() -> edition = new Options("remoteImage", options, "edition").text("edition", ""));
    }

    /** Runs an image that the router pulls from a registry. */
    public void remoteImage(String name) {
        remoteImage(Map.of(), name);
    }

    /** How the registry of the image is reached, where its name does not tell. */
    @Word("registry username: 'me', password: secret")
    public void registry(
            @NamedParams({
                        @NamedParam(value = "url", type = CharSequence.class),
                        @NamedParam(value = "username", type = CharSequence.class),
                        @NamedParam(value = "password", type = Object.class),
                        @NamedParam(value = "checkCertificate", type = Boolean.class),
                        @NamedParam(value = "ca", type = CharSequence.class),
                        @NamedParam(value = "tmpdir", type = CharSequence.class)
                    })
                    Map<String, ?> options) {
        accessAt = Optional.of(Positions.here());
        place.evaluation().guarded(() -> {
            Options given =
                    new Options("registry", options, "url", "username", "password", "checkCertificate", "ca", "tmpdir");
            access = new RegistryAccess(
                    given.text("url", ""),
                    given.text("username", ""),
                    given.secret("password"),
                    given.flag("checkCertificate", true),
                    ca(given.text("ca", "")),
                    given.text("tmpdir", ""));
        });
    }

    /** The certificate in a file, which is seen from the playbook. */
    private Optional<RegistryCa> ca(String file) {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Path path = place.evaluation().roles().directory().resolve(file).normalize();
        try {
            return Optional.of(RegistryCa.parse(Files.readString(path, StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            throw LoadProblem.here("registry: the CA cannot be read: " + FileFault.describe(e), "", file);
        } catch (IllegalArgumentException e) {
            throw LoadProblem.here("registry: " + path + ": " + e.getMessage(), "", file);
        }
    }

    /** Where the container's block begins. */
    SourcePos position() {
        return position;
    }

    SourcePos imageAt() {
        return imageAt;
    }

    /** The image as the block names it. */
    String imageName() {
        return remote.orElse(image);
    }

    /**
     * What the container is made of.
     *
     * @param roles of the image, in the order of their tasks; none for one that is pulled
     * @param vars what the image sets for them
     */
    record Chosen(ContainerSource source, List<Role> roles, Vars vars) {}

    /**
     * The image that was said.
     *
     * @param container its name, for messages
     * @throws LoadProblem if none was said, or two were, or it is none
     */
    Chosen chosen(String container) {
        if (imageName().isEmpty()) {
            throw new LoadProblem(
                    position,
                    "container '" + container + "' has no image",
                    "write image 'name', or remoteImage 'HOST/PATH:TAG'",
                    container);
        }
        if (remote.isPresent() && !image.isEmpty()) {
            throw new LoadProblem(
                    imageAt,
                    "container '" + container + "' has both image and remoteImage",
                    "take one of them away",
                    imageName());
        }
        return remote.isPresent() ? pulled(remote.get()) : built();
    }

    private Chosen built() {
        if (accessAt.isPresent()) {
            throw new LoadProblem(
                    accessAt.get(),
                    "registry means nothing for an image of this playbook, which is uploaded",
                    "write remoteImage 'HOST/PATH:TAG', or take it away",
                    "registry");
        }
        LoadedImage loaded = place.evaluation().image(image, imageAt);
        ContainerSource source = ContainerTasks.built(place.evaluation().source(loaded));
        return new Chosen(source, loaded.roles(), loaded.vars());
    }

    private Chosen pulled(String name) {
        try {
            return new Chosen(
                    new PulledImage(ImageName.parse(name, access.home()), access, edition), List.of(), Vars.EMPTY);
        } catch (IllegalArgumentException e) {
            throw new LoadProblem(imageAt, String.valueOf(e.getMessage()), "", name);
        }
    }
}
