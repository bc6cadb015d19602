package mkrun.cli;

import java.nio.file.Path;
import java.time.Duration;
import mkrun.inventory.Inventory;
import mkrun.playbook.LoadOptions;
import mkrun.playbook.Playbook;
import mkrun.playbook.PlaybookException;
import mkrun.playbook.PlaybookLoader;

/** Loads playbooks for commands: what evaluates for long, since it loops or reads from something slow, is told with its line. */
final class Playbooks {
    private Playbooks() {}

    /**
     * Loads one.
     *
     * @throws PlaybookException with all of its problems
     */
    static Playbook load(Console console, LoadOptions options, Path file, Inventory inventory)
            throws PlaybookException {
        return load(console, Patience.USUAL, options, file, inventory);
    }

    /** The same, with another idea of what is long. */
    static Playbook load(Console console, Duration usual, LoadOptions options, Path file, Inventory inventory)
            throws PlaybookException {
        Thread here = Thread.currentThread();
        try (Patience patience = Patience.over(console.err(), usual, () -> evaluating(file, here))) {
            return new PlaybookLoader(options).load(file, inventory);
        }
    }

    private static String evaluating(Path file, Thread loader) {
        return "still evaluating "
                + PlaybookLoader.placeOf(loader).map(Object::toString).orElse(file.toString());
    }
}
