package mkrun.playbook;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import mkrun.op.image.ImageDefinition;
import mkrun.task.Play;

/**
 * A playbook, loaded and evaluated for the hosts of an inventory.
 *
 * @param plays in order
 * @param images the images it defines by name, in order
 */
public record Playbook(List<Play> plays, Map<String, ImageDefinition> images) {
    public Playbook {
        plays = List.copyOf(plays);
        images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    }

    /**
     * Says a playbook in Java, with the same words as in Groovy.
     *
     * <p>{@code Playbook.define(p -> p.play("routers", play -> { play.hosts("all"); ... }))}
     */
    public static PlaybookDefinition define(Consumer<? super PlaybookScope> block) {
        return new PlaybookDefinition(Path.of("").toAbsolutePath(), block);
    }
}
