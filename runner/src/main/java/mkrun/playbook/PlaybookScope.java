package mkrun.playbook;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import mkrun.task.SourcePos;

/** A playbook: images to build and plays that use them, in any order. */
@Block("a playbook")
public final class PlaybookScope {
    /** An image or a play as written, not evaluated yet. */
    record Declared<S>(String name, SourcePos position, Consumer<? super S> block) {}

    private final Variables vars;
    private final List<Declared<ImageScope>> images = new ArrayList<>();
    private final List<Declared<PlayScope>> plays = new ArrayList<>();

    PlaybookScope(Variables vars) {
        this.vars = vars;
    }

    /** The variables of the command line ({@code -e}), which are all that is known outside plays. */
    @Word("vars.string('name')")
    public Variables getVars() {
        return vars;
    }

    /**
     * Defines an image.
     *
     * @param name lower-case; containers refer to it, and the image's tag begins with it
     */
    public void image(String name, Consumer<? super ImageScope> block) {
        images.add(new Declared<>(name, Positions.here(), block));
    }

    /** Defines an image: its packages, roles and files. */
    @Word("image('name') { ... }")
    public void image(
            String name, @DelegatesTo(value = ImageScope.class, strategy = Closure.DELEGATE_ONLY) Closure<?> block) {
        image(name, Blocks.bind(block));
    }

    /**
     * Adds a play.
     *
     * @param name as reports print it
     */
    public void play(String name, Consumer<? super PlayScope> block) {
        plays.add(new Declared<>(name, Positions.here(), block));
    }

    /** Adds a play: hosts, and what they shall have. */
    @Word("play('name') { ... }")
    public void play(
            String name, @DelegatesTo(value = PlayScope.class, strategy = Closure.DELEGATE_ONLY) Closure<?> block) {
        play(name, Blocks.bind(block));
    }

    List<Declared<ImageScope>> images() {
        return images;
    }

    List<Declared<PlayScope>> plays() {
        return plays;
    }
}
