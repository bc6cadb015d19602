package mkrun.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import mkrun.lab.script.RouterState;
import mkrun.routeros.RouterosVersion;

/** The file that a router's configuration is kept in, as JSON. */
final class StateFile {
    // What these show lives elsewhere, or only as long as the router runs.
    private static final Set<String> NOT_KEPT = Set.of(
            "/file",
            "/log",
            "/container/log",
            "/user/active",
            "/system/resource",
            "/system/script/job",
            "/system/history");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file;

    /** What it holds as far as is known here; empty before the first writing. */
    private byte[] kept = {};

    StateFile(Path file) {
        this.file = file;
    }

    Path path() {
        return file;
    }

    /** How many bytes it holds as far as is known here. */
    int length() {
        return kept.length;
    }

    /**
     * What was kept, seen as a router of that version; an empty one if nothing was.
     *
     * @param packages of a router with such tables
     */
    RouterState read(RouterosVersion version, Function<Map<String, RouterState.TableData>, Set<String>> packages)
            throws IOException {
        Map<String, RouterState.TableData> kept = Files.exists(file) ? parse().tables() : Map.of();
        return RouterState.of(new RouterState.Data(version.toString(), List.copyOf(packages.apply(kept)), kept));
    }

    private RouterState.Data parse() throws IOException {
        try {
            return JSON.readValue(file.toFile(), RouterState.Data.class);
        } catch (JsonProcessingException e) {
            throw new IOException(
                    file + " is not a router's state: " + e.getOriginalMessage() + "; forget it with 'mkrun lab reset'",
                    e);
        }
    }

    /** Keeps what is to be kept, if that is anything new: much that routers do by themselves leaves the file as it is. */
    void write(RouterState state) throws IOException {
        RouterState.Data data = state.data();
        Map<String, RouterState.TableData> tables = new TreeMap<>(data.tables());
        tables.keySet().removeAll(NOT_KEPT);
        byte[] now = JSON.writeValueAsBytes(new RouterState.Data(data.version(), data.packages(), tables));
        if (!Arrays.equals(now, kept)) {
            Disk.write(file, now);
            kept = now;
        }
    }
}
