package mkrun.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import mkrun.op.router.NewerFields;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.Schema;
import mkrun.routeros.Schemas;
import mkrun.target.FileFault;
import mkrun.target.routeros.SchemaFiles;

/** The command trees that {@code mkrun schema pull} left, by version. */
final class PulledSchemas implements Function<RouterosVersion, Schemas> {
    private final SchemaFiles files;
    private final Map<RouterosVersion, Schemas> read = new ConcurrentHashMap<>();
    private Optional<List<Schema>> all = Optional.empty();

    PulledSchemas(StateDir state) {
        this.files = new SchemaFiles(state.schemas());
    }

    /**
     * @throws CliException if what is there cannot be read
     */
    @Override
    public Schemas apply(RouterosVersion version) {
        return read.computeIfAbsent(version, this::read);
    }

    private Schemas read(RouterosVersion version) {
        try {
            return new Schemas(files.of(version));
        } catch (IOException e) {
            throw new CliException(ExitCode.INVALID, FileFault.describe(e));
        }
    }

    /** What they show of menus that mkrun has tables of, in versions that these do not hold. */
    NewerFields newerFields() {
        return new NewerFields(this::all);
    }

    private synchronized List<Schema> all() {
        if (all.isEmpty()) {
            try {
                all = Optional.of(files.all());
            } catch (IOException e) {
                throw new CliException(ExitCode.INVALID, FileFault.describe(e));
            }
        }
        return all.get();
    }
}
