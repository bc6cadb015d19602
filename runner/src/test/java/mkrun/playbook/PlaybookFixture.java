package mkrun.playbook;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mkrun.image.Architecture;
import mkrun.inventory.Inventory;
import mkrun.inventory.InventoryException;
import mkrun.inventory.Vars;
import mkrun.op.image.ImageSource;
import mkrun.task.Task;

/** A folder with a playbook, roles and an inventory of the groups {@code routers} (r1, r2) and {@code attic} (r1). */
final class PlaybookFixture {
    private static final String HOSTS = """
            [routers]
            r1 ntp=192.0.2.1
            r2 ntp=192.0.2.2

            [attic]
            r1 shelf=top
            """;

    private final Path dir;
    private LoadOptions options = LoadOptions.of(image -> NoSource.INSTANCE);

    /** An image that nobody asks for anything but its name. */
    private enum NoSource implements ImageSource {
        INSTANCE;

        @Override
        public Resolved resolve(Architecture architecture) {
            throw new AssertionError("loading resolves nothing");
        }
    }

    PlaybookFixture(Path dir) {
        this.dir = dir;
        file("hosts.ini", HOSTS);
    }

    PlaybookFixture file(String name, String text) {
        try {
            Path file = dir.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PlaybookFixture extraVars(Map<String, ?> vars) {
        options = options.withExtraVars(Vars.of(vars, "-e"));
        return this;
    }

    PlaybookFixture limit(String pattern) {
        options = options.withLimit(pattern);
        return this;
    }

    PlaybookFixture checks(VersionChecks checks) {
        options = options.withVersionChecks(checks);
        return this;
    }

    LoadOptions options() {
        return options;
    }

    Inventory inventory() {
        try {
            return Inventory.read(List.of(dir.resolve("hosts.ini").toString()));
        } catch (InventoryException e) {
            throw new AssertionError(e);
        }
    }

    Playbook load(String playbook) throws PlaybookException {
        file("site.groovy", playbook);
        return new PlaybookLoader(options).load(dir.resolve("site.groovy"), inventory());
    }

    /** What a playbook's refusal says, with paths as seen from the folder. */
    String refusal(String playbook) {
        PlaybookException refused = catchThrowableOfType(PlaybookException.class, () -> load(playbook));
        return refused == null ? "it loads" : refused.getMessage().replace(dir.toAbsolutePath() + "/", "");
    }

    static List<String> names(List<Task> tasks) {
        return tasks.stream().map(Task::displayName).toList();
    }
}
