package mkrun.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mkrun.inventory.Inventory;
import mkrun.inventory.InventoryException;
import mkrun.inventory.Vars;
import mkrun.op.image.ImageDefinition;
import mkrun.playbook.LoadOptions;
import mkrun.playbook.PlaybookException;

/** The images of a playbook, without its plays. */
final class PlaybookImages {
    private PlaybookImages() {}

    /**
     * Loads them.
     *
     * @return at least one, by name, in the order of the playbook
     * @throws CliException if the playbook does not load or defines none
     */
    static Map<String, ImageDefinition> load(Console console, Path playbook, Vars extra, StateDir state) {
        try {
            LoadOptions options =
                    LoadOptions.forImages().withCacheDir(state.scripts()).withExtraVars(extra);
            Map<String, ImageDefinition> images = Playbooks.load(
                            console, options, playbook, Inventory.read(List.of("localhost,")))
                    .images();
            if (images.isEmpty()) {
                throw new CliException(ExitCode.INVALID, playbook + ": defines no image");
            }
            return images;
        } catch (PlaybookException e) {
            throw Problems.of(e);
        } catch (InventoryException e) {
            throw new IllegalStateException("a literal host list is always an inventory", e);
        }
    }
}
