package mkrun.playbook;

import java.util.List;
import mkrun.inventory.Vars;
import mkrun.op.image.ImageDefinition;

/**
 * An image, evaluated.
 *
 * @param roles in the order of their tasks, dependencies included
 * @param vars what the image block sets for them
 */
record LoadedImage(ImageDefinition definition, List<Role> roles, Vars vars) {}
