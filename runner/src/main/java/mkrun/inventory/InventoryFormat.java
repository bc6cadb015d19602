package mkrun.inventory;

import java.nio.file.Path;

/** A way to write an inventory that this package does not read itself. */
public interface InventoryFormat {
    /** The end of the names of its files, such as {@code .groovy}. */
    String suffix();

    /**
     * Reads one file.
     *
     * @param file as the user named it
     * @param into what the file says; the groups {@link Inventory#ALL} and {@code ungrouped} are defined
     * @throws InventoryException if the file cannot be read as one of this kind, with all of its problems
     */
    void read(Path file, InventoryEntries into) throws InventoryException;
}
