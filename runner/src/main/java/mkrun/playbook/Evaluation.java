package mkrun.playbook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import mkrun.inventory.Vars;
import mkrun.op.image.ImageDefinition;
import mkrun.op.image.ImageSource;
import mkrun.op.router.NewerFields;
import mkrun.spelling.DidYouMean;
import mkrun.task.SourcePos;
import org.jspecify.annotations.Nullable;

/** What the scopes of one load share. */
final class Evaluation {
    private final LoadOptions options;
    private final Problems problems;
    private final Guard guard;
    private final Roles roles;
    private final VersionCheck versions;
    private final ContainerClaims claims;
    private final OwnerClaims owners;
    private final Map<String, LoadedImage> images = new LinkedHashMap<>();
    private final Map<String, ImageSource> sources = new LinkedHashMap<>();

    Evaluation(LoadOptions options, Problems problems, Roles roles) {
        this.options = options;
        this.problems = problems;
        this.guard = new Guard(problems);
        this.roles = roles;
        this.versions = new VersionCheck(options.versionChecks(), problems);
        this.claims = new ContainerClaims(problems);
        this.owners = new OwnerClaims(problems);
    }

    Problems problems() {
        return problems;
    }

    Roles roles() {
        return roles;
    }

    VersionCheck versions() {
        return versions;
    }

    /** What containers take for themselves, over all plays. */
    ContainerClaims claims() {
        return claims;
    }

    /** What tasks say of the rows of owners, over all plays. */
    OwnerClaims owners() {
        return owners;
    }

    Vars extraVars() {
        return options.extraVars();
    }

    /** What is known of versions that mkrun's tables do not hold. */
    NewerFields newerFields() {
        return options.newerFields();
    }

    /** The images of the playbook, by name. */
    Map<String, LoadedImage> images() {
        return images;
    }

    /**
     * One of them.
     *
     * @param at where it is named
     * @throws LoadProblem if there is none of that name
     */
    LoadedImage image(String name, SourcePos at) {
        LoadedImage image = images.get(name);
        if (image != null) {
            return image;
        }
        String near = DidYouMean.hint(name, images.keySet());
        String hint = images.isEmpty()
                ? "define it with image('" + name + "') { ... }"
                : "the playbook defines " + String.join(", ", images.keySet());
        throw new LoadProblem(at, "unknown image '" + name + "'", near.isEmpty() ? hint : near, name);
    }

    /** Their definitions. */
    Map<String, ImageDefinition> definitions() {
        Map<String, ImageDefinition> definitions = new LinkedHashMap<>();
        images.forEach((name, image) -> definitions.put(name, image.definition()));
        return definitions;
    }

    /** The source of an image of the playbook; the same one for every container. */
    ImageSource source(LoadedImage image) {
        return sources.computeIfAbsent(
                image.definition().name(), n -> options.images().apply(image.definition()));
    }

    /**
     * Evaluates a block; what is wrong with it is remembered, and the blocks around it go on.
     *
     * @return whether it was read to its end
     */
    boolean guarded(Runnable block) {
        return attempt(() -> {
                    block.run();
                    return true;
                })
                .isPresent();
    }

    /** Makes something of what a word was given; empty if that is refused, which is remembered. */
    <T> Optional<T> attempt(Supplier<? extends T> maker) {
        return attempt(null, maker);
    }

    /**
     * The same where no script is on the stack.
     *
     * @param at the place of problems that have none of their own
     */
    <T> Optional<T> attempt(@Nullable SourcePos at, Supplier<? extends T> maker) {
        return guard.attempt(at, maker::get);
    }

    /** A problem at the place of the script, which goes on. */
    void problem(String message, String hint, String token) {
        problems.add(Positions.here(), message, hint, token);
    }
}
