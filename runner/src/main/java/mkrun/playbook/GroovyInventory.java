package mkrun.playbook;

import java.nio.file.Path;
import java.util.List;
import mkrun.inventory.InventoryEntries;
import mkrun.inventory.InventoryException;
import mkrun.inventory.InventoryFormat;
import org.jspecify.annotations.Nullable;

/** Reads inventories written in Groovy, which say many similar hosts in few lines. Type-checked, as playbooks are. */
public final class GroovyInventory implements InventoryFormat {
    private final @Nullable Path cacheDir;

    /** @param cacheDir where compiled scripts are kept for later runs; null for nowhere */
    public GroovyInventory(@Nullable Path cacheDir) {
        this.cacheDir = cacheDir;
    }

    @Override
    public String suffix() {
        return ".groovy";
    }

    @Override
    public void read(Path file, InventoryEntries into) throws InventoryException {
        Problems problems = new Problems();
        Scripts scripts = new Scripts(ScriptCache.in(cacheDir), problems);
        Guard guard = new Guard(problems);
        guard.attempt(null, () -> scripts.load(SourceText.read(file), ScriptKind.INVENTORY))
                .ifPresent(script -> guard.evaluate(script, InventoryScope.of(into)));
        if (!problems.isEmpty()) {
            throw new InventoryException(told(problems.all()));
        }
    }

    private static List<InventoryException.Problem> told(List<Problem> problems) {
        return problems.stream()
                .map(p -> new InventoryException.Problem(
                        p.position().file(), p.position().line(), p.text()))
                .toList();
    }
}
